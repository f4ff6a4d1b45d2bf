namespace AiScholar.Rl.MultiModal;

/// <summary>A label that may stand at a tick: its place along the axis and what it may say.</summary>
internal sealed record AxisLabel(TextBlock? Block, double Position, LabelReading Reading);
