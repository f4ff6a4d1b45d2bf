namespace AiScholar.Rl.MultiModal;

/// <summary>Finds the tables of a page: proposals from rulings and from aligned text, judged by the structure each of them yields, captions as anchors.</summary>
internal static class TableDetector
{
    private const double Considered = 0.3;
    private const double Accepted = 0.5;
    private const double CaptionBonus = 0.2;

    public static List<TableCandidate> Detect(PageBlocks blocks)
    {
        PageLayout layout = blocks.Layout;
        var candidates = new List<TableCandidate>();
        List<BoundingBox> lattices = LatticeCandidates.Find(layout.Rulings);
        foreach (BoundingBox box in lattices.Concat(RuleGroupCandidates.Find(blocks, lattices)).OrderByDescending(box => lattices.Contains(box)).ThenByDescending(box => box.Area))
            Consider(blocks, box.Inflate(1), true, candidates);
        for (int i = 0; i < candidates.Count; i++)
            candidates[i] = Extended(blocks, candidates[i], candidates);
        foreach (IReadOnlyList<TextLine> column in blocks.Columns)
        {
            double width = column.Max(line => line.BoundingBox.Right) - column.Min(line => line.BoundingBox.Left);
            foreach (BoundingBox box in AlignedTextCandidates.Find(column, width))
                Consider(blocks, box.Inflate(0.5), false, candidates);
        }

        candidates = CaptionMatcher.Match(candidates, blocks.Captions);
        AddAnchored(blocks, candidates);
        return [.. candidates
            .Where(candidate => candidate.Score + (candidate.Caption is null ? 0 : CaptionBonus) - (candidate.Caption is null ? Doubt(candidate) : 0) >= Accepted)
            .Select(candidate => candidate with { Score = Math.Clamp(candidate.Score + (candidate.Caption is null ? 0 : CaptionBonus), 0, 1) })
            .OrderBy(candidate => candidate.Box.Top).ThenBy(candidate => candidate.Box.Left)];
    }

    /// <summary>What counts against a table that no caption announces.</summary>
    private static double Doubt(TableCandidate candidate)
    {
        TableQuality quality = TableQuality.Of(candidate.Table!.Content);
        double doubt = MathPenalty(candidate.Words, candidate.IsRuled);
        if (!candidate.IsRuled)
            doubt += (quality.Rows < 3 ? 0.3 : 0) + (quality.Figures < 0.3 ? 0.25 : 0);
        return doubt;
    }

    private static void Consider(PageBlocks blocks, BoundingBox box, bool ruled, List<TableCandidate> accepted)
    {
        if (Judge(blocks, box, ruled) is not { } candidate || candidate.Score < Considered)
            return;
        List<TableCandidate> rivals = [.. accepted.Where(other => Common(other.Box, box) > 0.2)];
        if (rivals.Count == 0)
        {
            accepted.Add(candidate);
            return;
        }

        if (!ruled || rivals.Exists(rival => Frames(candidate, rival)))
            return;
        if (rivals.Count == 1 && Judge(blocks, rivals[0].Box.Union(box), true) is { } union && union.Score >= Math.Max(rivals[0].Score, candidate.Score) - 0.05
            && !blocks.Captions.Any(caption => union.Box.Contains(caption.BoundingBox.CenterX, caption.BoundingBox.CenterY)))
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

    /// <summary>Whether a box only frames a ruled table of other width with a title or the like.</summary>
    private static bool Frames(TableCandidate outer, TableCandidate inner) =>
        inner.IsRuled && outer.Box.Contains(inner.Box) && Math.Min(inner.Box.Left - outer.Box.Left, outer.Box.Right - inner.Box.Right) > 8
        && inner.Words.Count > 0.6 * outer.Words.Count && inner.Score >= Accepted;

    /// <summary>The part of the smaller box that both share.</summary>
    private static double Common(BoundingBox a, BoundingBox b) => (a.Intersect(b)?.Area ?? 0) / Math.Max(1, Math.Min(a.Area, b.Area));

    private static TableCandidate? Judge(PageBlocks blocks, BoundingBox box, bool ruled)
    {
        PageWord[] words = [.. blocks.Layout.Page.Words.Where(word => box.Contains(word.BoundingBox.CenterX, word.BoundingBox.CenterY)
            && !blocks.Captions.Any(caption => caption.BoundingBox.Inflate(1).Contains(word.BoundingBox.CenterX, word.BoundingBox.CenterY)))];
        if (words.Length < 4 || QuarterTurn.Of(words, blocks.Layout.Page).Degrees != 0 || TableStructure.Recognize(words, blocks.Layout.Rulings) is not { } table)
            return null;
        return new TableCandidate { Box = box, IsRuled = ruled, Words = words, Table = table, Score = Score(TableQuality.Of(table.Content), ruled) };
    }

    private static double Score(TableQuality quality, bool ruled)
    {
        if (quality.Rows < 2 || quality.Columns < 2 || quality.IsList)
            return 0;
        double score = (0.4 * quality.FullRows) + (0.2 * Math.Min(1, quality.Fill / 0.6)) + (0.25 * quality.Figures) - quality.LongCells;
        score += ruled ? 0.2 : 0;
        score += quality.Columns > 2 ? 0.05 : 0;
        return Math.Clamp(score, 0, 1);
    }

    /// <summary>Formulas align as tables do: signs from mathematical fonts and equation numbers at the right tell them apart.</summary>
    private static double MathPenalty(IReadOnlyList<PageWord> words, bool ruled)
    {
        double share = words.Count(MathText.IsMath) / (double)words.Count, right = words.Max(word => word.BoundingBox.Right);
        bool numbered = words.Any(word => MathText.IsEquationNumber(word.Text) && word.BoundingBox.Right >= right - 2);
        return share > 0.3 ? (ruled ? 0.3 : 0.6) : numbered && share > 0.1 ? 0.5 : 0;
    }

    /// <summary>Adds rows that stand outside the outermost rules: heads above the first, and rows below the last when they hold figures.</summary>
    private static TableCandidate Extended(PageBlocks blocks, TableCandidate candidate, List<TableCandidate> all)
    {
        BoundingBox box = candidate.Box;
        TableColumns columns = candidate.Table!.Grid.Columns;
        double pitch = Pitch(candidate.Table.Grid);
        foreach (bool up in (bool[])[true, false])
        {
            for (int added = 0; added < (up ? 3 : 60); added++)
            {
                TextLine? next = Next(blocks, box, up);
                if (next is null || !IsRowOf(next, columns, up))
                    break;
                double gap = up ? box.Top - next.BoundingBox.Bottom : next.BoundingBox.Top - box.Bottom;
                BoundingBox grown = box.Union(next.BoundingBox.Inflate(0.5));
                bool free = !all.Exists(other => !ReferenceEquals(other, candidate) && other.Box.Intersect(grown) is not null)
                    && !blocks.Captions.Any(caption => caption.BoundingBox.Intersect(grown) is not null);
                if (gap > Math.Max(0.9 * next.FontSize, 0.7 * pitch) || !free)
                    break;
                box = grown;
            }
        }

        return box == candidate.Box ? candidate : Judge(blocks, box, true) is { } grownTable && grownTable.Score >= candidate.Score - 0.1 ? grownTable : candidate;
    }

    private static double Pitch(TableGrid grid)
    {
        double[] gaps = [.. grid.Rows.Zip(grid.Rows.Skip(1), (a, b) => b.TextTop - a.TextBottom).Order()];
        return gaps.Length == 0 ? 0 : gaps[gaps.Length / 2];
    }

    private static TextLine? Next(PageBlocks blocks, BoundingBox box, bool up)
    {
        IEnumerable<TextLine> beside = blocks.Lines
            .Select(line => Within(line, box))
            .OfType<TextLine>();
        return up
            ? beside.Where(line => line.BoundingBox.CenterY < box.Top).MaxBy(line => line.BoundingBox.Bottom)
            : beside.Where(line => line.BoundingBox.CenterY > box.Bottom).MinBy(line => line.BoundingBox.Top);
    }

    private static TextLine? Within(TextLine line, BoundingBox box)
    {
        PageWord[] words = [.. line.Words.Where(word => word.BoundingBox.CenterX > box.Left - 6 && word.BoundingBox.CenterX < box.Right + 6)];
        return words.Length == 0 ? null : words.Length == line.Words.Count ? line : new TextLine(words, line.Baseline, line.FontSize);
    }

    private static bool IsRowOf(TextLine line, TableColumns columns, bool head)
    {
        if (Prose.IsLine(line, columns.Edge(columns.Count) - columns.Edge(0)))
            return false;
        List<TextRun> runs = line.Runs(0.6);
        if (runs.Count < 2 || runs.Count > columns.Count + 1)
            return false;
        int distinct = runs.Select(run => columns.Of(run.BoundingBox.CenterX)).Distinct().Count();
        if (distinct < runs.Count)
            return false;
        return head ? runs.Count >= Math.Min(3, columns.Count) : runs.Skip(1).Count(run => CellText.IsFigure(run.Text)) >= 0.5 * (runs.Count - 1) && runs.Count > columns.Count / 2;
    }

    /// <summary>A table caption without a table: the rows between it and the nearest running text, below first.</summary>
    private static void AddAnchored(PageBlocks blocks, List<TableCandidate> candidates)
    {
        foreach (CaptionText caption in blocks.Captions.Where(caption => caption.ElementType == VisualElementType.Table && !candidates.Exists(candidate => ReferenceEquals(candidate.Caption, caption))))
        {
            TableCandidate? best = null;
            foreach (bool above in (bool[])[false, true])
            {
                if (CaptionZone.RowsBeside(blocks, caption, above, [.. candidates.Select(candidate => candidate.Box)]) is { } box
                    && Judge(blocks, box.Inflate(1), false) is { } candidate && (best is null || candidate.Score > best.Score + 0.1))
                    best = candidate;
            }

            if (best is not null)
                candidates.Add(best with { Caption = caption, Score = Math.Max(best.Score, Accepted - CaptionBonus) });
        }
    }
}
