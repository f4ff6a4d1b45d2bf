namespace AiScholar.Rl.ResearchAssistant;

/// <summary>Which sequential patterns to mine.</summary>
public sealed record SequentialPatternOptions
{
    /// <summary>The least part of the sequences that must contain a pattern, above 0 to 1; the count is rounded up.</summary>
    /// <value>Default .1.</value>
    public double MinimumSupport { get; init; } = 0.1;

    /// <summary>Only patterns that no longer pattern of the same support contains.</summary>
    /// <value>Default false: all frequent patterns.</value>
    public bool ClosedOnly { get; init; }

    /// <summary>Only patterns that no longer frequent pattern contains.</summary>
    /// <value>Default false.</value>
    public bool MaximalOnly { get; init; }

    /// <summary>Only this many patterns of the highest supports, at least 1; where several have the last support, those met first. Null: all.</summary>
    public int? Top { get; init; }

    /// <summary>The fewest items in a pattern, at least 1.</summary>
    /// <value>Default 1.</value>
    public int MinimumLength { get; init; } = 1;

    /// <summary>The most items in a pattern, at least 1.</summary>
    /// <value>Default 1,000. With <see cref="ClosedOnly"/>, a pattern of this length whose extensions are all longer still has to be closed.</value>
    public int MaximumLength { get; init; } = 1000;

    /// <summary>The most patterns to find, at least 1; a guard against a support so low that everything is a pattern.</summary>
    /// <value>Default 5,000,000.</value>
    public int MaximumPatterns { get; init; } = 5_000_000;

    /// <summary>Elements every pattern starts with; empty for any.</summary>
    public IReadOnlyList<IReadOnlyList<int>> Prefix { get; init; } = [];

    /// <summary>Items every pattern holds; empty for any.</summary>
    public IReadOnlyCollection<int> RequiredItems { get; init; } = [];

    /// <summary>Items no pattern holds; what is closed or maximal is meant without them.</summary>
    public IReadOnlyCollection<int> ExcludedItems { get; init; } = [];

    /// <summary>The least distance of elements of a pattern that follow each other, at least 1: 1 for the next one, 2 with at least one between.</summary>
    /// <value>Default 1.</value>
    public int MinimumGap { get; init; } = 1;

    /// <summary>The largest such distance, at least <see cref="MinimumGap"/>; null for any.</summary>
    public int? MaximumGap { get; init; }

    /// <summary>The most elements from the first of a pattern to its last, both counted, at least 1; null for any.</summary>
    public int? MaximumSpan { get; init; }

    /// <summary>The least time between elements that follow each other, in the unit of the database's times, at least 0; null for any.</summary>
    public long? MinimumGapTime { get; init; }

    /// <summary>The longest such time; null for any.</summary>
    public long? MaximumGapTime { get; init; }

    /// <summary>The longest time from the first element to the last, at least 0; null for any.</summary>
    public long? MaximumDuration { get; init; }

    /// <summary>How many threads may work on it, 1 to 256. The result is the same.</summary>
    /// <value>Default 1.</value>
    public int MaxDegreeOfParallelism { get; init; } = 1;

    /// <summary>Whether distances or times are constrained.</summary>
    internal bool HasGaps => MinimumGap > 1 || MaximumGap is not null || MaximumSpan is not null || HasTimes;

    internal bool HasTimes => MinimumGapTime is not null || MaximumGapTime is not null || MaximumDuration is not null;
}
