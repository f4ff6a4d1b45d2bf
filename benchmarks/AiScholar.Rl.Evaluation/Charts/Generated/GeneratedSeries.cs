namespace AiScholar.Rl.Evaluation.Charts.Generated;

/// <summary>A series of a drawn chart; a point is its place on the x axis and its place on the y axis.</summary>
internal sealed record GeneratedSeries(string? Name, IReadOnlyList<(double X, double Y)> Points);
