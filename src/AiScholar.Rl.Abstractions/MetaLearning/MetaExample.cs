namespace AiScholar.Rl;

/// <summary>An item with its answer: a rating, a reward, a measurement.</summary>
public sealed record MetaExample
{
    /// <summary>What was answered.</summary>
    public required MetaItem Item { get; init; }

    /// <summary>The finite answer.</summary>
    public required double Target { get; init; }
}
