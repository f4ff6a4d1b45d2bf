namespace AiScholar.Rl.MultiModal;

/// <summary>
/// Joins the lines between two rulings to rows. For each line the evidence that it starts a row is added up: figures under figures,
/// the distance to the line before, the columns it fills, and whether the line before was full, so that its text had to go on below.
/// </summary>
internal static class RowFinder
{
    public static List<List<TableLine>> Group(IReadOnlyList<TableLine> lines, RowEvidence evidence, int headLines)
    {
        var rows = new List<List<TableLine>>();
        for (int i = 0; i < lines.Count; i++)
        {
            if (rows.Count == 0 || StartsRow(rows[^1], lines[i], evidence, i < headLines))
                rows.Add([]);
            rows[^1].Add(lines[i]);
        }

        return rows;
    }

    private static bool StartsRow(List<TableLine> row, TableLine line, RowEvidence evidence, bool isHead)
    {
        TableLine last = row[^1];
        double em = Math.Max(last.FontSize, line.FontSize), distance = line.Baseline - last.Baseline;
        if (distance < 0.75 * em)
            return false;
        double score = evidence.RowsAreRuled ? -1.5 : isHead ? -1.5 : 1;
        score += FigureConflict(row, line);
        score += Entries(row, line);
        score += Distance(distance, em, evidence);
        if (isHead)
            score += Hierarchy(row, line);
        else
            score += Columns(row, line, evidence);
        return score > 0;
    }

    private static double FigureConflict(List<TableLine> row, TableLine line)
    {
        int conflicts = line.Pieces.Count(piece => piece.IsFigure && !piece.IsSpanning
            && row.Exists(other => other.Piece(piece.FirstColumn) is { IsFigure: true }));
        return conflicts == 0 ? 0 : 2.5 + conflicts;
    }

    /// <summary>Two lines that each have a label and a figure are two entries; so are a line of heads and a line of figures under it.</summary>
    private static double Entries(List<TableLine> row, TableLine line)
    {
        bool labelled = line.HasColumn(0) && line.Pieces.Any(piece => piece.FirstColumn > 0 && piece.IsFigure);
        if (!labelled)
            return 0;
        bool above = row.Exists(other => other.HasColumn(0)) && row.Exists(other => other.Pieces.Any(piece => piece.FirstColumn > 0 && piece.IsFigure));
        bool heads = line.IsData && row.Exists(other => other.Pieces.Count(piece => piece.FirstColumn > 0) > 1) && !row.Exists(other => other.Pieces.Any(piece => piece.FirstColumn > 0 && piece.IsFigure));
        return above || heads ? 2.5 : 0;
    }

    private static double Distance(double distance, double em, RowEvidence evidence)
    {
        double score = 0;
        if (distance > 1.35 * evidence.TightLeading)
            score += 1.5;
        else if (evidence.IsBimodal && distance < 1.15 * evidence.TightLeading)
            score -= 2;
        if (distance > 2.2 * em)
            score += 1.5;
        return evidence.RowsAreRuled ? 0.3 * score : score;
    }

    /// <summary>Heads: a line over groups of columns stands above the heads of the single columns.</summary>
    private static double Hierarchy(List<TableLine> row, TableLine line)
    {
        TableLine last = row[^1];
        bool spans = last.Pieces.Any(piece => piece.IsSpanning && line.Pieces.Count(below => below.FirstColumn >= piece.FirstColumn && below.LastColumn <= piece.LastColumn) > 1);
        if (spans)
            return 4;
        int above = last.Pieces.Count(piece => piece.FirstColumn > 0), below = line.Pieces.Count(piece => piece.FirstColumn > 0);
        if (above >= 2 && below >= 2 * above && below % above == 0)
            return 3;
        if (line.IsData && !last.IsData)
            return 3;
        return 0;
    }

    private static double Columns(List<TableLine> row, TableLine line, RowEvidence evidence)
    {
        double score = 0;
        bool rowHasFirst = row.Exists(other => other.HasColumn(0)), lineHasFirst = line.HasColumn(0);
        bool lineOnlyFirst = line.Pieces.Count == 1 && lineHasFirst, rowOnlyFirst = row.TrueForAll(other => other.Pieces.All(piece => piece.FirstColumn == 0));
        int shared = 0, wraps = 0;
        bool lower = false;
        foreach (LinePiece piece in line.Pieces)
        {
            LinePiece? above = row.Select(other => other.Piece(piece.FirstColumn)).LastOrDefault(found => found is not null);
            if (above is null || piece.IsSpanning)
                continue;
            if (piece.IsFigure != above.IsFigure)
                continue;
            shared++;
            if (HadToWrap(above, piece, evidence.ColumnWidths[piece.FirstColumn]))
                wraps++;
            lower |= char.IsLower(piece.Text[0]) && !piece.IsFigure && !above.IsFigure;
        }

        if (lower)
            score -= 1.5;
        if (!lineHasFirst && rowHasFirst)
            score -= line.Pieces.All(piece => row.Exists(other => other.HasColumn(piece.FirstColumn))) ? 1.5 : 0;
        if (lineOnlyFirst || rowOnlyFirst)
            score += shared > 0 && wraps == shared ? -1 : 1;
        else if (shared > 0)
            score += wraps == shared ? -1 : 1;
        if (row.Exists(other => other.Pieces.Count > 1) && line.Pieces.Count > 1 && lineHasFirst && rowHasFirst)
            score += 0.5;
        return score;
    }

    /// <summary>Whether the next word would not have fitted on the line above.</summary>
    private static bool HadToWrap(LinePiece above, LinePiece below, double width)
    {
        PageWord next = below.Words[0];
        return above.BoundingBox.Width + (0.25 * next.FontSize) + next.BoundingBox.Width > width + 1;
    }
}
