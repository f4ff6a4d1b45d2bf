namespace AiScholar.Rl.Evaluation.Tables;

/// <summary>A true or predicted table region: its page (from 1), its box in PDF coordinates (points, y upwards) and its cells.</summary>
public sealed record GridTable(int Page, double X1, double Y1, double X2, double Y2, IReadOnlyList<GridCell> Cells);
