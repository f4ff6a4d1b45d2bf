namespace AiScholar.Rl.ResearchAssistant;

/// <summary>Beam search for joint conditions whose sessions succeed more often, or less, than the confounders explain.</summary>
/// <remarks>
/// Subgroup discovery with weighted relative accuracy (Lavrač, Kavšek, Flach and Todorovski, "Subgroup discovery with CN2-SD", JMLR 5, 2004,
/// section 3.2), with residuals of the regression on the confounders in place of the outcome. What it finds must be tested on other sessions.
/// </remarks>
internal static class SubgroupSearch
{
    private const int BeamWidth = 20;

    public static List<IReadOnlyList<PracticeCondition>> Find(
        IReadOnlyList<PracticeCandidate> candidates, DesignMatrix confounders, double[] outcomes, BestPracticesRequest request, CancellationToken cancellationToken)
    {
        double[] residuals = Residuals(confounders, outcomes);
        double least = request.MinimumSupport * outcomes.Length;
        List<PracticeCandidate> beam = [.. candidates];
        var found = new List<(PracticeCandidate Candidate, double Quality)>();
        for (int depth = 2; depth <= request.MaximumConditions; depth++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var next = new Dictionary<string, (PracticeCandidate Candidate, double Quality)>(StringComparer.Ordinal);
            foreach (PracticeCandidate start in beam)
            {
                foreach (PracticeCandidate other in candidates)
                {
                    if (start.Conditions.Contains(other.Conditions[0]))
                        continue;
                    PracticeCandidate both = Sorted(start.And(other));
                    if (both.Count < least || outcomes.Length - both.Count < least || both.Count == start.Count || both.Count == other.Count)
                        continue;
                    next.TryAdd(PracticeText.IdOf(both.Conditions), (both, Quality(both, residuals)));
                }
            }

            found.AddRange(next.Values);
            beam = [.. next.OrderByDescending(pair => pair.Value.Quality).ThenBy(pair => pair.Key, StringComparer.Ordinal).Take(BeamWidth).Select(pair => pair.Value.Candidate)];
        }

        return [.. found.OrderByDescending(entry => entry.Quality).ThenBy(entry => entry.Candidate.Name, StringComparer.Ordinal)
            .Take(request.MaximumSubgroups).Select(entry => entry.Candidate.Conditions)];
    }

    /// <summary>Share of the sessions times the distance of their mean residual from 0.</summary>
    private static double Quality(PracticeCandidate candidate, double[] residuals) =>
        Math.Abs(System.Numerics.Tensors.TensorPrimitives.Dot<double>(candidate.Follows, residuals)) / residuals.Length;

    private static PracticeCandidate Sorted(PracticeCandidate candidate) =>
        candidate with { Conditions = [.. candidate.Conditions.OrderBy(condition => condition.Kind).ThenBy(condition => condition.Subject, StringComparer.Ordinal).ThenBy(condition => condition.Value, StringComparer.Ordinal)] };

    private static double[] Residuals(DesignMatrix confounders, double[] outcomes)
    {
        LogisticFit fit = LogisticRegression.Fit(confounders, outcomes);
        var residuals = new double[outcomes.Length];
        for (int row = 0; row < residuals.Length; row++)
        {
            double margin = 0;
            for (int column = 0; column < confounders.Columns; column++)
                margin += double.IsNaN(fit.Estimates[column]) ? 0 : fit.Estimates[column] * confounders[column][row];
            residuals[row] = outcomes[row] - (1 / (1 + Math.Exp(-margin)));
        }

        return residuals;
    }
}
