namespace AiScholar.Rl;

/// <summary>Number and size of a page.</summary>
public sealed record PageSummary
{
    /// <summary>The page number, from 1.</summary>
    public required int Number { get; init; }

    /// <summary>Width as shown, in points.</summary>
    public required double Width { get; init; }

    /// <summary>Height as shown, in points.</summary>
    public required double Height { get; init; }

    /// <summary>How many words it has.</summary>
    public int WordCount { get; init; }
}
