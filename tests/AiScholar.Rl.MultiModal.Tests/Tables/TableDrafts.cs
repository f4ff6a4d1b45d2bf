using AiScholar.Rl.MultiModal.Tests.Drafts;

namespace AiScholar.Rl.MultiModal.Tests.Tables;

/// <summary>Tables of known content, typeset in several styles.</summary>
internal static class TableDrafts
{
    public const double Pitch = 16;

    /// <summary>A grid with rulings all around every cell.</summary>
    public static PdfDraft Ruled(this PdfDraft draft, double x, double y, double[] widths, string[][] rows)
    {
        double[] edges = Edges(x, widths);
        for (int row = 0; row <= rows.Length; row++)
            draft.Line(x, y + (row * Pitch), edges[^1], y + (row * Pitch));
        foreach (double edge in edges)
            draft.Line(edge, y, edge, y + (rows.Length * Pitch));
        return draft.Cells(edges, y, rows, Pitch);
    }

    /// <summary>Three rules: above and below the head, and at the end.</summary>
    public static PdfDraft Booktabs(this PdfDraft draft, double x, double y, double[] widths, string[][] rows, double pitch = 12)
    {
        double[] edges = Edges(x, widths);
        foreach (int row in (int[])[0, 1, rows.Length])
            draft.Line(x, y + (row * pitch), edges[^1], y + (row * pitch));
        return draft.Cells(edges, y, rows, pitch);
    }

    /// <summary>Nothing but aligned text: the first column flush left, the others flush right.</summary>
    public static PdfDraft Unruled(this PdfDraft draft, double x, double y, double[] widths, string[][] rows, double pitch = 12) => draft.Cells(Edges(x, widths), y, rows, pitch);

    private static double[] Edges(double x, double[] widths)
    {
        double[] edges = new double[widths.Length + 1];
        edges[0] = x;
        for (int i = 0; i < widths.Length; i++)
            edges[i + 1] = edges[i] + widths[i];
        return edges;
    }

    private static PdfDraft Cells(this PdfDraft draft, double[] edges, double y, string[][] rows, double pitch)
    {
        for (int row = 0; row < rows.Length; row++)
        {
            for (int column = 0; column < rows[row].Length; column++)
            {
                double baseline = y + (row * pitch) + (pitch * 0.72);
                if (column == 0)
                    draft.Text(edges[0] + 3, baseline, rows[row][column], 9);
                else
                    draft.TextRight(edges[column + 1] - 3, baseline, rows[row][column], 9);
            }
        }

        return draft;
    }
}
