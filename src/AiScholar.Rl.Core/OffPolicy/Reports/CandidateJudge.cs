namespace AiScholar.Rl.Core;

/// <summary>Judges one policy after another on one log.</summary>
internal sealed class CandidateJudge(LoggedDecision[] log, OfflineEvaluationOptions options, int comparisons)
{
    private readonly OffPolicyOptions _corrected = options.Estimation.WithConfidenceLevel(1 - ((1 - options.Estimation.ConfidenceLevel) / Math.Max(1, comparisons)));
    private readonly OffPolicyOptions _estimation = options.Estimation.WithEstimators(OffPolicyEstimators.Ips, OffPolicyEstimators.DoublyRobust);

    public async ValueTask<PolicyEvaluation> JudgeAsync(PolicyCandidate candidate, PolicyEvaluationKind kind, CancellationToken cancellationToken)
    {
        try
        {
            TargetPolicy target = candidate.Target ?? InOrder(await LearnerReplay.RunAsync(log, candidate.Create!, options, cancellationToken).ConfigureAwait(false));
            return Judge(candidate.Name, kind, OffPolicySample.Create(log, target, _estimation));
        }
        catch (Exception exception) when (exception is not OperationCanceledException && kind is PolicyEvaluationKind.Fixed or PolicyEvaluationKind.Learning)
        {
            return new PolicyEvaluation
            {
                Name = candidate.Name,
                Kind = kind,
                Gain = double.NaN,
                GainLowerBound = double.NaN,
                GainUpperBound = double.NaN,
                RefusalReason = $"It failed: {exception.Message}",
            };
        }
    }

    private PolicyEvaluation Judge(string name, PolicyEvaluationKind kind, OffPolicySample sample)
    {
        IReadOnlyList<OffPolicyEstimate> estimates = OffPolicyEvaluator.Evaluate(sample, _estimation);
        EstimatorTerms terms = kind == PolicyEvaluationKind.Logged
            ? EstimatorTerms.Mean([.. sample.Rewards], sample.RewardRange.Low, sample.RewardRange.High)
            : DoublyRobustEstimator.Of(sample, sample.Model, sample.Weights, sample.LargestPossibleWeight);
        double[] gains = [.. terms.Numerators.Zip(sample.Rewards, (term, reward) => term - reward)];
        EstimatorTerms gain = EstimatorTerms.Mean(gains, terms.Range.Low - sample.RewardRange.High, terms.Range.High - sample.RewardRange.Low);
        (double lower, double upper) = kind == PolicyEvaluationKind.Logged ? (0, 0) : EstimateIntervals.Of([gain], _corrected)[0];
        OffPolicyDiagnostics diagnostics = OffPolicyEvaluator.Diagnose(sample);
        return new PolicyEvaluation
        {
            Name = name,
            Kind = kind,
            Estimates = estimates,
            Diagnostics = diagnostics,
            Gain = gain.Value,
            GainLowerBound = lower,
            GainUpperBound = upper,
            Slices = Slices(terms.Numerators),
            RefusalReason = diagnostics.RefusalReason,
        };
    }

    private PolicyTimeSlice[] Slices(double[] terms)
    {
        int count = Math.Min(options.TimeSlices, log.Length);
        var slices = new PolicyTimeSlice[count];
        double cumulative = 0;
        for (int slice = 0; slice < count; slice++)
        {
            int first = (int)((long)slice * log.Length / count), end = (int)((long)(slice + 1) * log.Length / count);
            EstimatorTerms part = EstimatorTerms.Mean(terms[first..end], 0, 0);
            cumulative += part.Value * part.Count;
            (double lower, double upper) = EstimateIntervals.Normal(part, options.Estimation.ConfidenceLevel);
            slices[slice] = new PolicyTimeSlice
            {
                From = log[first].Timestamp,
                Until = log[end - 1].Timestamp,
                SampleCount = part.Count,
                Value = part.Value,
                LowerBound = lower,
                UpperBound = upper,
                CumulativeReward = cumulative,
            };
        }

        return slices;
    }

    /// <summary>The sample asks once for each event, in order.</summary>
    private static TargetPolicy InOrder(double[][] distributions)
    {
        int next = 0;
        return (_, probabilities) => distributions[next++].CopyTo(probabilities);
    }
}
