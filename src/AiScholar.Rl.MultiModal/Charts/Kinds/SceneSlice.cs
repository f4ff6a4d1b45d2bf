namespace AiScholar.Rl.MultiModal;

/// <summary>A sector of a pie: its share of the whole, the direction of its middle (radians, clockwise from the right), its colour, and its name where known.</summary>
internal readonly record struct SceneSlice(double Share, double Direction, int Color, string? Name = null);
