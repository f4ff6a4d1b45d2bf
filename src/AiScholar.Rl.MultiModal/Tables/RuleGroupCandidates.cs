namespace AiScholar.Rl.MultiModal;

/// <summary>Horizontal rules of one width, one below the other, with rows of a table and no running text between: the booktabs style.</summary>
internal static class RuleGroupCandidates
{
    private const double SameEdge = 6;
    private const double ShortestRule = 40;

    /// <param name="blocks">The page.</param>
    /// <param name="lattices">The grids of the page: a rule that ends one and a rule that starts another belong to two tables.</param>
    public static List<BoundingBox> Find(PageBlocks blocks, IReadOnlyList<BoundingBox> lattices)
    {
        (PageLayout layout, IReadOnlyList<TextLine> lines) = (blocks.Layout, blocks.Lines);
        var boxes = new List<BoundingBox>();
        List<Ruling> rules = [.. layout.Rulings.Where(ruling => ruling.IsHorizontal && ruling.Length >= ShortestRule).OrderBy(ruling => ruling.Position)];
        var taken = new bool[rules.Count];
        for (int i = 0; i < rules.Count; i++)
        {
            if (taken[i])
                continue;
            List<Ruling> group = [rules[i]];
            for (int j = i + 1; j < rules.Count; j++)
            {
                bool alike = Math.Abs(rules[j].Start - rules[i].Start) < SameEdge && Math.Abs(rules[j].End - rules[i].End) < SameEdge;
                if (!alike || taken[j])
                    continue;
                if (HasCaption(blocks.Captions, group[^1], rules[j]) || PartsGrids(lattices, lines, group[^1], rules[j]) || !(IsWithinGrid(lattices, group[^1], rules[j]) || IsTabular(layout, lines, group[^1], rules[j])))
                    break;
                taken[j] = true;
                group.Add(rules[j]);
            }

            if (group.Count >= 2 && group[^1].Position - group[0].Position > 12)
                boxes.Add(BoundingBox.FromEdges(group.Min(rule => rule.Start), group[0].Position, group.Max(rule => rule.End), group[^1].Position));
        }

        return boxes;
    }

    private static bool HasCaption(IReadOnlyList<CaptionText> captions, Ruling upper, Ruling lower) => captions.Any(caption =>
        caption.BoundingBox.CenterY > upper.Position && caption.BoundingBox.CenterY < lower.Position && upper.Overlap(caption.BoundingBox.Left, caption.BoundingBox.Right) > 0);

    private static bool IsWithinGrid(IReadOnlyList<BoundingBox> lattices, Ruling upper, Ruling lower) => lattices.Any(lattice => Holds(lattice, upper) && Holds(lattice, lower));

    private static bool PartsGrids(IReadOnlyList<BoundingBox> lattices, IReadOnlyList<TextLine> lines, Ruling upper, Ruling lower) =>
        lattices.Any(lattice => Holds(lattice, upper) && !Holds(lattice, lower)) && lattices.Any(lattice => Holds(lattice, lower) && !Holds(lattice, upper))
        && (lower.Position - upper.Position > 8 || lines.Any(line => line.Baseline > upper.Position && line.Baseline < lower.Position && upper.Overlap(line.BoundingBox.Left, line.BoundingBox.Right) > 0));

    private static bool Holds(BoundingBox lattice, Ruling rule) =>
        rule.Position > lattice.Top - 3 && rule.Position < lattice.Bottom + 3 && rule.Overlap(lattice.Left, lattice.Right) > 0.7 * rule.Length;

    /// <summary>Whether what stands between two rules reads as rows: few lines run over most of the width as prose does.</summary>
    private static bool IsTabular(PageLayout layout, IReadOnlyList<TextLine> lines, Ruling upper, Ruling lower)
    {
        double left = upper.Start - 4, right = upper.End + 4, width = right - left;
        if (lower.Position - upper.Position > 0.85 * layout.Page.Height)
            return false;
        int prose = 0, rows = 0, others = 0;
        foreach (TextLine line in lines)
        {
            double middle = line.Baseline - (0.3 * line.FontSize);
            if (middle < upper.Position || middle > lower.Position)
                continue;
            PageWord[] words = [.. line.Words.Where(word => word.BoundingBox.CenterX > left && word.BoundingBox.CenterX < right)];
            if (words.Length == 0)
                continue;
            var inside = new TextLine(words, line.Baseline, line.FontSize);
            if (Prose.IsLine(inside, width))
                prose++;
            else if (inside.Runs(0.6).Count > 1)
                rows++;
            else
                others++;
        }

        if (prose + rows + others == 0)
            return lower.Position - upper.Position < 60;
        return prose == 0 ? rows > 0 || (others <= 3 && lower.Position - upper.Position < 60) : rows >= 3 * prose;
    }
}
