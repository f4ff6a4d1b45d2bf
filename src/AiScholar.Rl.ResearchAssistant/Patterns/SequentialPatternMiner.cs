namespace AiScholar.Rl.ResearchAssistant;

/// <summary>Finds the sequential patterns of a database: all frequent ones (PrefixSpan) or the closed ones alone (BIDE).</summary>
/// <remarks>Exact: the counts are those of SPMF. The same input gives the same patterns in the same order. Safe to call from many threads.</remarks>
public static class SequentialPatternMiner
{
    /// <summary>Mines <paramref name="database"/>.</summary>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    /// <exception cref="WorkflowException">There are more patterns than <see cref="SequentialPatternOptions.MaximumPatterns"/>.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static SequentialPatternSet Mine(SequenceDatabase database, SequentialPatternOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(database);
        options ??= new SequentialPatternOptions();
        if (!(options.MinimumSupport > 0 && options.MinimumSupport <= 1))
            throw new ArgumentException($"{nameof(options.MinimumSupport)} is {options.MinimumSupport}; it must be above 0 and at most 1.", nameof(options));
        if (options.MaximumLength < 1)
            throw new ArgumentException($"{nameof(options.MaximumLength)} is {options.MaximumLength}; it must be at least 1.", nameof(options));
        if (options.MaximumPatterns < 1)
            throw new ArgumentException($"{nameof(options.MaximumPatterns)} is {options.MaximumPatterns}; it must be at least 1.", nameof(options));

        var found = new SequentialPatternSet();
        int minimumCount = Math.Max(1, (int)Math.Ceiling(options.MinimumSupport * database.Count));
        PackedSequences packed = PackedSequences.Pack(database, minimumCount);
        if (packed.ItemCount > 0)
            new PatternGrowth(packed, options, minimumCount, found).Run(database.Count, cancellationToken);
        return found;
    }
}
