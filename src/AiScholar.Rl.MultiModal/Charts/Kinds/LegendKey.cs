namespace AiScholar.Rl.MultiModal;

/// <summary>An entry of a legend: what it says, the colour (packed) of its key, and the box of both.</summary>
internal sealed record LegendKey(string Name, int Color, BoundingBox Box);
