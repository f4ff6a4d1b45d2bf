namespace AiScholar.Rl.MultiModal;

/// <summary>A chart read from pixels or paths: what it holds, where it stands, and how sure it is that there is one, 0 to 1.</summary>
internal sealed record ReadChart(ChartContent Content, BoundingBox Box, double Confidence)
{
    /// <summary>How well it was read, 0 to 1: see <see cref="ChartQuality"/>.</summary>
    public double Quality { get; init; } = Confidence;

    /// <summary>What the quality is made of.</summary>
    public IReadOnlyList<(string Name, double Value)> Evidence { get; init; } = [];
}
