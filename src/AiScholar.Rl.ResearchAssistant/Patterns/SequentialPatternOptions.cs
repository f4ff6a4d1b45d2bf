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

    /// <summary>The most items in a pattern, at least 1.</summary>
    /// <value>Default 1,000. With <see cref="ClosedOnly"/>, a pattern of this length whose extensions are all longer still has to be closed.</value>
    public int MaximumLength { get; init; } = 1000;

    /// <summary>The most patterns to find, at least 1; a guard against a support so low that everything is a pattern.</summary>
    /// <value>Default 5,000,000.</value>
    public int MaximumPatterns { get; init; } = 5_000_000;
}
