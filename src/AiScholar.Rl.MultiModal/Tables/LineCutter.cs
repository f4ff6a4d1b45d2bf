namespace AiScholar.Rl.MultiModal;

/// <summary>
/// Cuts a line at the column boundaries. At a ruling that stands there in the line's height words part by their middle; at a river a piece
/// that crosses is cut where its words leave a gap wider than its other gaps, and otherwise spans the columns.
/// </summary>
internal static class LineCutter
{
    private const double PieceGap = 0.45;

    public static TableLine Cut(TextLine line, TableColumns columns, IReadOnlyList<Ruling> verticals)
    {
        var pieces = new List<LinePiece>();
        foreach (TextRun run in line.Runs(PieceGap))
        {
            int start = 0;
            for (int i = 1; i <= run.Words.Count; i++)
            {
                if (i < run.Words.Count && !CutBetween(run, i, line, columns, verticals))
                    continue;
                PageWord[] words = [.. run.Words.Skip(start).Take(i - start)];
                Add(pieces, words, columns);
                start = i;
            }
        }

        return new TableLine(line, Joined(pieces));
    }

    private static bool CutBetween(TextRun run, int index, TextLine line, TableColumns columns, IReadOnlyList<Ruling> verticals)
    {
        BoundingBox before = run.Words[index - 1].BoundingBox, after = run.Words[index].BoundingBox;
        double gap = after.Left - before.Right;
        foreach (ColumnBoundary boundary in columns.Boundaries)
        {
            bool between = before.CenterX < boundary.Position && after.CenterX >= boundary.Position;
            if (!between)
                continue;
            if (boundary.IsRuled && Stands(verticals, boundary.Position, line))
                return true;
            if (boundary.IsRuled && !verticals.Any())
                return true;
            double overlap = Math.Min(after.Left, boundary.Free.End + 1) - Math.Max(before.Right, boundary.Free.Start - 1);
            if (gap <= 0 || overlap <= 0)
                continue;
            double usual = UsualGap(run, index);
            if (gap > 1.35 * usual || (CellText.IsFigure(run.Words[index].Text) && CellText.IsFigure(run.Words[index - 1].Text)) || usual == 0)
                return true;
        }

        return false;
    }

    private static bool Stands(IReadOnlyList<Ruling> verticals, double x, TextLine line)
    {
        double middle = line.Baseline - (0.3 * line.FontSize);
        return verticals.Any(ruling => Math.Abs(ruling.Position - x) < 3 && ruling.Start <= middle && ruling.End >= middle);
    }

    /// <summary>The median gap between the run's other words, 0 when it has no other.</summary>
    private static double UsualGap(TextRun run, int index)
    {
        double[] gaps = [.. Enumerable.Range(1, run.Words.Count - 1).Where(i => i != index).Select(i => run.Words[i].BoundingBox.Left - run.Words[i - 1].BoundingBox.Right).Order()];
        return gaps.Length == 0 ? 0 : Math.Max(0.1, gaps[gaps.Length / 2]);
    }

    private static void Add(List<LinePiece> pieces, PageWord[] words, TableColumns columns)
    {
        BoundingBox box = BoundingBox.Union(words.Select(word => word.BoundingBox));
        int first = columns.Of(box.CenterX), last = first;
        for (int column = 0; column < columns.Count; column++)
        {
            double overlap = columns[column].Overlap(new Span(box.Left, box.Right));
            bool counts = words.Any(word => columns.Of(word.BoundingBox.CenterX) == column) && overlap > 0.25 * Math.Min(box.Width, columns[column].Length);
            if (counts)
            {
                first = Math.Min(first, column);
                last = Math.Max(last, column);
            }
        }

        pieces.Add(new LinePiece(words, first, last));
    }

    /// <summary>Pieces of one column belong together, and so do pieces whose columns overlap.</summary>
    private static List<LinePiece> Joined(List<LinePiece> pieces)
    {
        var joined = new List<LinePiece>();
        foreach (LinePiece piece in pieces)
        {
            if (joined.Count > 0 && joined[^1].LastColumn >= piece.FirstColumn)
            {
                LinePiece previous = joined[^1];
                joined[^1] = new LinePiece([.. previous.Words, .. piece.Words], Math.Min(previous.FirstColumn, piece.FirstColumn), Math.Max(previous.LastColumn, piece.LastColumn));
            }
            else
            {
                joined.Add(piece);
            }
        }

        return joined;
    }
}
