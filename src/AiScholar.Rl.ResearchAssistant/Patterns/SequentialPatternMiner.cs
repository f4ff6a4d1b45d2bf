namespace AiScholar.Rl.ResearchAssistant;

/// <summary>Finds the sequential patterns of a database: all frequent ones (PrefixSpan), the closed ones (BIDE), the maximal ones, or those of the highest support.</summary>
/// <remarks>
/// Exact: the counts are those of SPMF. The same input gives the same patterns in the same order, whatever the number of threads. With distances or times constrained, closed
/// and maximal are meant among the patterns found. Safe to call from many threads.
/// </remarks>
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
        PatternOptionChecks.Check(options, database);
        cancellationToken.ThrowIfCancellationRequested();
        SequentialPatternSet found = Search(database, options, cancellationToken);
        if (options.MaximalOnly || (options.ClosedOnly && options.HasGaps))
            PatternFilters.KeepLargest(found, sameSupport: !options.MaximalOnly, cancellationToken);
        if (options.Top is { } most)
            PatternFilters.KeepTop(found, most);
        return found;
    }

    private static SequentialPatternSet Search(SequenceDatabase database, SequentialPatternOptions options, CancellationToken cancellationToken)
    {
        var found = new SequentialPatternSet(database, options);
        int minimumCount = Math.Max(1, (int)Math.Ceiling(options.MinimumSupport * database.Count));
        // Every maximal pattern is closed, so that the closed ones are enough to choose from; where their length is bounded they are not.
        bool fromClosed = options.ClosedOnly || (options.MaximalOnly && options.MaximumLength >= 1000);
        SequentialPatternOptions searched = options with { ClosedOnly = fromClosed, Top = options.MaximalOnly || (options.ClosedOnly && options.HasGaps) ? null : options.Top };
        PackedSequences? packed = options.HasGaps ? null : PackedSequences.Pack(database, minimumCount, options.ExcludedItems);
        if (database.Count == 0 || packed is { ItemCount: 0 })
            return found;
        var roots = new PatternRoots();
        var counter = new PatternCounter();
        var selections = new PatternSelection[options.MaxDegreeOfParallelism];
        void Work(int worker)
        {
            selections[worker] = new PatternSelection(database, searched, minimumCount, counter);
            if (packed is not null)
                new PatternGrowth(packed, searched, selections[worker]).Run(database.Count, roots, cancellationToken);
            else
                new ConstrainedGrowth(database, searched, selections[worker]).Run(roots, cancellationToken);
        }

        try
        {
            Parallel.For(0, selections.Length, new ParallelOptions { MaxDegreeOfParallelism = selections.Length, CancellationToken = cancellationToken }, Work);
        }
        catch (AggregateException exception) when (exception.InnerException is WorkflowException inner)
        {
            throw new WorkflowException(inner.ErrorCode, inner.Message, innerException: exception);
        }

        foreach ((_, SequentialPatternSet part) in selections.SelectMany(selection => selection.Found).OrderBy(part => part.Key))
            found.Append(part);
        return found;
    }
}
