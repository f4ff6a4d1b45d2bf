namespace AiScholar.Rl.ResearchAssistant;

/// <summary>A pattern that a <see cref="SequentialPatternMiner"/> found.</summary>
public sealed record SequentialPattern
{
    /// <summary>The elements in order, each with its items from small to large.</summary>
    public required IReadOnlyList<IReadOnlyList<int>> Elements { get; init; }

    /// <summary>How many sequences contain it.</summary>
    public required int Support { get; init; }

    /// <summary>How many sequences contain it without its last element; the number of all sequences for a single element.</summary>
    public required int PrefixSupport { get; init; }

    /// <summary>Index of the first sequence that contains it.</summary>
    public required int FirstSequence { get; init; }

    /// <summary>An occurrence in that sequence: which of its elements, from 0, meets each element of the pattern.</summary>
    public required IReadOnlyList<int> FirstOccurrence { get; init; }

    /// <summary>Of the sequences that contain it without its last element, the part that contains it whole.</summary>
    public double Confidence => (double)Support / PrefixSupport;
}
