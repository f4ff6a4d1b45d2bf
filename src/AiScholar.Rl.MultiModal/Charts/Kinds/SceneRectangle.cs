namespace AiScholar.Rl.MultiModal;

/// <summary>A filled rectangle of a chart and the number of its colour in the palette.</summary>
internal readonly record struct SceneRectangle(BoundingBox Box, int Color);
