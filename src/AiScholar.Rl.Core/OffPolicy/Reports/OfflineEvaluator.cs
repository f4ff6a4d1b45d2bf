namespace AiScholar.Rl.Core;

/// <summary>Compares policies and learning settings on a log, honestly: nothing is judged on what it learnt from, and many comparisons count as many. Safe to call from many threads.</summary>
public static class OfflineEvaluator
{
    /// <summary>Compares candidates with the policy that wrote a log, the host's baseline action and the best constant action.</summary>
    /// <param name="store">The experience log of a loop.</param>
    /// <param name="query">Which events; those not active are left out.</param>
    /// <param name="candidates">The candidates, with distinct names.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="ArgumentException">The log holds no active decision, or a name comes twice.</exception>
    /// <exception cref="PersonalizationException">A logged decision is invalid; the message names the event.</exception>
    /// <exception cref="System.ComponentModel.DataAnnotations.ValidationException">An option is out of range.</exception>
    public static async Task<OfflineEvaluationReport> EvaluateAsync(IExperienceStore store, ExperienceQuery query, IReadOnlyList<PolicyCandidate> candidates, OfflineEvaluationOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(query);
        options ??= new OfflineEvaluationOptions();
        options.Validate();
        var log = new Queue<LoggedDecision>();
        await foreach (LoggedDecision decision in store.ReadAsync(query, cancellationToken).ConfigureAwait(false))
        {
            if (!decision.IsActive)
                continue;
            log.Enqueue(decision);
            if (log.Count > options.MaximumEvents)
                log.Dequeue();
        }

        return await EvaluateAsync([.. log], candidates, options, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Compares candidates with the policy that wrote a log, the host's baseline action and the best constant action.</summary>
    /// <param name="log">The decisions in the order they were made; those not active are left out.</param>
    /// <param name="candidates">The candidates, with distinct names. One that fails costs its own line only.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="ArgumentException">The log holds no active decision, or a name comes twice.</exception>
    /// <exception cref="PersonalizationException">A logged decision is invalid; the message names the event.</exception>
    /// <exception cref="System.ComponentModel.DataAnnotations.ValidationException">An option is out of range.</exception>
    public static async Task<OfflineEvaluationReport> EvaluateAsync(IReadOnlyList<LoggedDecision> log, IReadOnlyList<PolicyCandidate> candidates, OfflineEvaluationOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(log);
        ArgumentNullException.ThrowIfNull(candidates);
        options ??= new OfflineEvaluationOptions();
        options.Validate();
        LoggedDecision[] active = [.. log.Where(decision => decision.IsActive)];
        if (active.Length == 0)
            throw new ArgumentException("The log holds no active decision; nothing can be said of a policy.", nameof(log));
        foreach (LoggedDecision decision in active)
            LoggedDecisionRules.Check(decision);
        List<(PolicyCandidate Candidate, PolicyEvaluationKind Kind)> policies = [.. References(active, options.Estimation), .. candidates.Select(candidate => (candidate, candidate.Create is null ? PolicyEvaluationKind.Fixed : PolicyEvaluationKind.Learning))];
        if (policies.GroupBy(policy => policy.Candidate.Name, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new ArgumentException($"The name '{twice.Key}' comes twice; each policy needs one of its own, other than 'logged' and 'baseline'.", nameof(candidates));

        var judge = new CandidateJudge(active, options, policies.Count - 1);
        var evaluations = new List<PolicyEvaluation>();
        foreach ((PolicyCandidate candidate, PolicyEvaluationKind kind) in policies)
            evaluations.Add(await judge.JudgeAsync(candidate, kind, cancellationToken).ConfigureAwait(false));
        return ReportConclusion.Draw(active, evaluations, options);
    }

    private static IEnumerable<(PolicyCandidate Candidate, PolicyEvaluationKind Kind)> References(LoggedDecision[] log, OffPolicyOptions options)
    {
        yield return (PolicyCandidate.Fixed("logged", TargetPolicies.Logged), PolicyEvaluationKind.Logged);
        if (log.Any(decision => decision.BaselineActionId is not null))
            yield return (PolicyCandidate.Fixed("baseline", TargetPolicies.Baseline), PolicyEvaluationKind.Baseline);
        if (ConstantAction.Find(log, options) is { } constant)
            yield return (constant, PolicyEvaluationKind.Constant);
    }
}
