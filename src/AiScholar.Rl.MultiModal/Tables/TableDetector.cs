namespace AiScholar.Rl.MultiModal;

/// <summary>Finds the tables of a page: proposals from rulings and from aligned text, judged by the structure each of them yields.</summary>
internal static class TableDetector
{
    private const double Accepted = 0.5;
    private const double CaptionReach = 60;

    public static List<TableCandidate> Detect(PageBlocks blocks)
    {
        (PageLayout layout, IReadOnlyList<CaptionText> captions, IReadOnlyList<TextLine> lines) = (blocks.Layout, blocks.Captions, blocks.Lines);
        var accepted = new List<TableCandidate>();
        List<BoundingBox> lattices = LatticeCandidates.Find(layout.Rulings);
        foreach (BoundingBox box in lattices.Concat(RuleGroupCandidates.Find(layout, lines, lattices)).OrderByDescending(box => box.Area))
            Consider(layout, captions, box.Inflate(1), true, accepted);
        foreach (IReadOnlyList<TextLine> column in blocks.Columns)
        {
            double width = column.Max(line => line.BoundingBox.Right) - column.Min(line => line.BoundingBox.Left);
            foreach (BoundingBox box in AlignedTextCandidates.Find(column, width))
                Consider(layout, captions, box.Inflate(0.5), false, accepted);
        }

        return [.. accepted.OrderBy(candidate => candidate.Box.Top).ThenBy(candidate => candidate.Box.Left)];
    }

    private static void Consider(PageLayout layout, IReadOnlyList<CaptionText> captions, BoundingBox box, bool ruled, List<TableCandidate> accepted)
    {
        if (Judge(layout, captions, box, ruled) is not { } candidate || candidate.Score < Accepted)
            return;
        List<TableCandidate> rivals = [.. accepted.Where(other => Common(other.Box, box) > 0.2)];
        if (rivals.Count == 0)
        {
            accepted.Add(candidate);
            return;
        }

        if (!ruled)
            return;
        if (rivals.Count == 1 && Judge(layout, captions, rivals[0].Box.Union(box), true) is { } union && union.Score >= Math.Max(rivals[0].Score, candidate.Score) - 0.05)
        {
            accepted.Remove(rivals[0]);
            accepted.Add(union);
        }
        else if (rivals.TrueForAll(rival => rival.Score < candidate.Score))
        {
            accepted.RemoveAll(rivals.Contains);
            accepted.Add(candidate);
        }
    }

    /// <summary>The part of the smaller box that both share.</summary>
    private static double Common(BoundingBox a, BoundingBox b) => (a.Intersect(b)?.Area ?? 0) / Math.Max(1, Math.Min(a.Area, b.Area));

    private static TableCandidate? Judge(PageLayout layout, IReadOnlyList<CaptionText> captions, BoundingBox box, bool ruled)
    {
        PageWord[] words = [.. layout.Page.Words.Where(word => box.Contains(word.BoundingBox.CenterX, word.BoundingBox.CenterY)
            && !captions.Any(caption => caption.BoundingBox.Inflate(1).Contains(word.BoundingBox.CenterX, word.BoundingBox.CenterY)))];
        if (words.Length < 4 || TableStructure.Recognize(words, layout.Rulings) is not { } table)
            return null;
        CaptionText? caption = captions
            .Where(candidate => candidate.ElementType == VisualElementType.Table && Distance(candidate.BoundingBox, box) < CaptionReach)
            .MinBy(candidate => Distance(candidate.BoundingBox, box));
        return new TableCandidate { Box = box, IsRuled = ruled, Caption = caption, Table = table, Score = Score(TableQuality.Of(table.Content), ruled, caption is not null) - (caption is null ? MathPenalty(words, ruled) : 0) };
    }

    private static double Score(TableQuality quality, bool ruled, bool captioned)
    {
        if (quality.Rows < 2 || quality.Columns < 2 || quality.IsList)
            return 0;
        double score = (0.4 * quality.FullRows) + (0.2 * Math.Min(1, quality.Fill / 0.6)) + (0.25 * quality.Figures) - quality.LongCells;
        score += ruled ? 0.2 : 0;
        score += captioned ? 0.15 : 0;
        score += quality.Columns > 2 ? 0.05 : 0;
        score -= !ruled && !captioned && quality.Rows < 3 ? 0.3 : 0;
        return Math.Clamp(score, 0, 1);
    }

    /// <summary>Formulas align as tables do: signs from mathematical fonts and equation numbers at the right tell them apart.</summary>
    private static double MathPenalty(PageWord[] words, bool ruled)
    {
        double share = words.Count(MathText.IsMath) / (double)words.Length;
        bool numbered = words.Any(word => MathText.IsEquationNumber(word.Text) && word.BoundingBox.Right >= words.Max(other => other.BoundingBox.Right) - 2);
        return share > 0.3 ? (ruled ? 0.3 : 0.6) : numbered && share > 0.1 ? 0.5 : 0;
    }

    private static double Distance(BoundingBox caption, BoundingBox box)
    {
        double across = Math.Max(0, Math.Max(caption.Left - box.Right, box.Left - caption.Right));
        double along = Math.Max(0, Math.Max(caption.Top - box.Bottom, box.Top - caption.Bottom));
        return across > 20 ? double.MaxValue : along;
    }
}
