namespace AiScholar.Rl.Evaluation.Tables;

/// <summary>A cell of a true or a predicted table: first and last row and column (from 0, inclusive), its text, and its box with y upwards from the bottom of the page.</summary>
public sealed record GridCell(int StartRow, int EndRow, int StartColumn, int EndColumn, string Text)
{
    public double X1 { get; init; }

    public double Y1 { get; init; }

    public double X2 { get; init; }

    public double Y2 { get; init; }
}
