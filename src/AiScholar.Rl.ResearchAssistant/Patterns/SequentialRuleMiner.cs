namespace AiScholar.Rl.ResearchAssistant;

/// <summary>Finds sequential rules: RuleGrowth.</summary>
/// <remarks>
/// Fournier-Viger, Nkambou and Tseng, "RuleGrowth: mining sequential rules common to several sequences by pattern-growth" (SAC 2011). A sequence shows a rule when
/// the last of the first occurrences of the antecedent's items comes before the first of the last occurrences of the consequent's, so first and last
/// positions of items are all that is needed. The same input gives the same rules in the same order. Safe to call from many threads.
/// </remarks>
public static class SequentialRuleMiner
{
    /// <summary>Mines <paramref name="database"/>.</summary>
    /// <returns>The rules, the most confident first, then those of more support.</returns>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    /// <exception cref="WorkflowException">There are more rules than <see cref="SequentialRuleOptions.MaximumRules"/>.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static IReadOnlyList<SequentialRule> Mine(SequenceDatabase database, SequentialRuleOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(database);
        options ??= new SequentialRuleOptions();
        Check(options);
        cancellationToken.ThrowIfCancellationRequested();
        return [.. new RuleGrowth(database, options, cancellationToken).Run().OrderByDescending(rule => rule.Confidence).ThenByDescending(rule => rule.Support)];
    }

    private static void Check(SequentialRuleOptions options)
    {
        if (!(options.MinimumSupport > 0 && options.MinimumSupport <= 1))
            throw new ArgumentException($"{nameof(options.MinimumSupport)} is {options.MinimumSupport}; it must be above 0 and at most 1.", nameof(options));
        if (!(options.MinimumConfidence is >= 0 and <= 1))
            throw new ArgumentException($"{nameof(options.MinimumConfidence)} is {options.MinimumConfidence}; it must be from 0 to 1.", nameof(options));
        if (!(options.MinimumLift >= 0 && double.IsFinite(options.MinimumLift)))
            throw new ArgumentException($"{nameof(options.MinimumLift)} is {options.MinimumLift}; it must be at least 0.", nameof(options));
        if (options.MaximumSide < 1)
            throw new ArgumentException($"{nameof(options.MaximumSide)} is {options.MaximumSide}; it must be at least 1.", nameof(options));
        if (options.MaximumRules < 1)
            throw new ArgumentException($"{nameof(options.MaximumRules)} is {options.MaximumRules}; it must be at least 1.", nameof(options));
    }
}
