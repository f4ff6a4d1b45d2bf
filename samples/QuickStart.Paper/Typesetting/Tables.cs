using SkiaSharp;

namespace QuickStart.Paper.Typesetting;

/// <summary>A table with every cell ruled, and one with three horizontal rules as the booktabs package sets them.</summary>
internal static class Tables
{
    public const float RowHeight = 13.5f;
    private const float Size = 8.8f;

    public static void Ruled(SKCanvas canvas, float left, float top, IReadOnlyList<string[]> rows, params float[] widths)
    {
        float x0 = left + ((PaperFlow.ColumnWidth - widths.Sum()) / 2), right = x0 + widths.Sum(), bottom = top + (rows.Count * RowHeight);
        using (SKPaint shade = Ink.Fill(new SKColor(0xEC, 0xEC, 0xEC)))
            canvas.DrawRect(x0, top, widths.Sum(), RowHeight, shade);
        for (int row = 0; row <= rows.Count; row++)
            Ink.Line(canvas, x0, top + (row * RowHeight), right, top + (row * RowHeight), 0.5f);
        float x = x0;
        for (int column = 0; column <= widths.Length; column++)
        {
            Ink.Line(canvas, x, top, x, bottom, 0.5f);
            x += column < widths.Length ? widths[column] : 0;
        }

        DrawCells(canvas, x0, top, rows, widths, RowHeight, 4);
    }

    public static void Unruled(SKCanvas canvas, float left, float top, IReadOnlyList<string[]> rows, params float[] widths)
    {
        float x0 = left + ((PaperFlow.ColumnWidth - widths.Sum()) / 2), right = x0 + widths.Sum();
        Ink.Line(canvas, x0, top, right, top, 0.9f);
        Ink.Line(canvas, x0, top + RowHeight, right, top + RowHeight, 0.5f);
        Ink.Line(canvas, x0, top + (rows.Count * RowHeight), right, top + (rows.Count * RowHeight), 0.9f);
        DrawCells(canvas, x0, top, rows, widths, RowHeight, 3);
    }

    private static void DrawCells(SKCanvas canvas, float left, float top, IReadOnlyList<string[]> rows, float[] widths, float height, float padding)
    {
        for (int row = 0; row < rows.Count; row++)
        {
            float x = left, baseline = top + (row * height) + 9.6f;
            for (int column = 0; column < widths.Length; column++)
            {
                Face face = row == 0 ? Face.Bold : Face.Regular;
                if (column == 0)
                    Ink.Text(canvas, rows[row][column], x + padding, baseline, Size, face: face);
                else
                    Ink.Text(canvas, rows[row][column], x + widths[column] - padding, baseline, Size, anchor: 1, face: face);
                x += widths[column];
            }
        }
    }
}
