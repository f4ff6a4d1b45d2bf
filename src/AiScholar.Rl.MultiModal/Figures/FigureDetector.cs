namespace AiScholar.Rl.MultiModal;

/// <summary>
/// Finds figures. A caption claims the drawing between itself and the nearest running text, caption or table above, or else below;
/// drawings and images that no caption claims are figures of their own when they are large enough.
/// </summary>
internal static class FigureDetector
{
    private const double LabelReach = 16;
    private const double SmallestShare = 0.02;
    private const double NoteReach = 140;
    private const double ClusterReach = 12;
    private const int MostSteps = 100;

    public static List<FigureCandidate> Detect(PageBlocks blocks, IReadOnlyList<BoundingBox> tables)
    {
        DocumentPage page = blocks.Layout.Page;
        List<Ink> free = InkFinder.Find(page, tables);
        var figures = new List<FigureCandidate>();
        foreach (CaptionText caption in blocks.Captions.Where(caption => caption.ElementType != VisualElementType.Table).OrderBy(caption => caption.BoundingBox.Top))
        {
            Span across = CaptionZone.Across(blocks, caption);
            List<BoundingBox> taken = [.. tables, .. figures.Select(figure => figure.Box)];
            BoundingBox above = CaptionZone.Free(blocks, caption, across, true, taken), below = CaptionZone.Free(blocks, caption, across, false, taken);
            BoundingBox? up = InkIn(free, above, caption), down = InkIn(free, below, caption);
            bool upward = up is { } u && (down is not { } d || u.Area > 0.01 * page.Width * page.Height || u.Area > d.Area);
            BoundingBox? drawn = upward ? up : down;
            BoundingBox zone = upward ? above : below;
            double score = 0.9;
            if (drawn is null && BeyondNotes(blocks, free, caption, across, taken) is { } beyond)
            {
                (drawn, zone, score) = (beyond, beyond.Inflate(LabelReach), 0.8);
            }
            else if (drawn is null)
            {
                zone = WordsIn(blocks, above) is not null ? above : below;
                drawn = WordsIn(blocks, zone);
                score = 0.5;
            }

            if (drawn is not { } box)
                continue;
            box = WithLabels(blocks, box, zone);
            free.RemoveAll(ink => box.Contains(ink.Box.CenterX, ink.Box.CenterY));
            figures.Add(new FigureCandidate { Box = box, Caption = caption, Score = score * caption.Confidence });
        }

        AddUncaptioned(blocks, tables, free, figures);
        return figures;
    }

    private static BoundingBox? InkIn(List<Ink> ink, BoundingBox zone, CaptionText caption)
    {
        BoundingBox[] boxes = [.. ink.Select(item => item.Box).Where(box => box.CenterY > zone.Top && box.CenterY < zone.Bottom && box.CenterX > zone.Left && box.CenterX < zone.Right)];
        if (boxes.Length == 0)
            return null;
        BoundingBox union = BoundingBox.Union(boxes);
        double gap = Math.Max(0, Math.Max(caption.BoundingBox.Top - union.Bottom, union.Top - caption.BoundingBox.Bottom));
        if (union.Height < 8 || union.Width < 12 || gap > 90)
            return null;
        double top = Math.Max(union.Top, zone.Top), bottom = Math.Min(union.Bottom, zone.Bottom);
        return BoundingBox.FromEdges(Math.Max(union.Left, 0), top, Math.Min(union.Right, zone.Right), bottom);
    }

    /// <summary>The nearest large drawing when a note stands between it and the caption.</summary>
    private static BoundingBox? BeyondNotes(PageBlocks blocks, List<Ink> free, CaptionText caption, Span across, List<BoundingBox> taken)
    {
        DocumentPage page = blocks.Layout.Page;
        BoundingBox? best = null;
        double nearest = NoteReach;
        foreach (List<Ink> cluster in InkClusters.Join(free, ClusterReach))
        {
            BoundingBox box = BoundingBox.Union(cluster.Select(ink => ink.Box));
            double gap = Math.Max(caption.BoundingBox.Top - box.Bottom, box.Top - caption.BoundingBox.Bottom);
            bool between = taken.Exists(other => other.CenterY > Math.Min(box.CenterY, caption.BoundingBox.CenterY) && other.CenterY < Math.Max(box.CenterY, caption.BoundingBox.CenterY));
            if (gap >= 0 && gap < nearest && box.Area > 0.01 * page.Width * page.Height && box.CenterX > across.Start && box.CenterX < across.End && !between)
                (best, nearest) = (box, gap);
        }

        return best;
    }

    private static BoundingBox? WordsIn(PageBlocks blocks, BoundingBox zone)
    {
        BoundingBox[] lines = [.. blocks.Lines
            .SelectMany(line => line.Runs(1.5))
            .Select(run => run.BoundingBox)
            .Where(box => zone.Contains(box.CenterX, box.CenterY) && !blocks.RunningText.Any(text => text.Contains(box.CenterX, box.CenterY)))];
        if (lines.Length == 0)
            return null;
        BoundingBox union = BoundingBox.Union(lines);
        return union.Height >= 8 ? union : null;
    }

    /// <summary>Adds words close to the drawing, step by step: axis labels, legends, the names of panels.</summary>
    private static BoundingBox WithLabels(PageBlocks blocks, BoundingBox box, BoundingBox zone)
    {
        BoundingBox[] text = [.. blocks.RunningText.Concat(blocks.Captions.Select(caption => caption.BoundingBox)).Where(other => other.Intersect(zone) is not null)];
        List<BoundingBox> words = [.. blocks.Layout.Page.Words
            .Select(word => word.BoundingBox)
            .Where(word => zone.Contains(word.CenterX, word.CenterY) && (!IsRunningHead(word, blocks.Layout.Page) || box.Contains(word.CenterX, word.CenterY))
                && !text.Any(other => other.Contains(word.CenterX, word.CenterY)))];
        bool grew = true;
        for (int step = 0; grew && step < MostSteps; step++)
        {
            grew = false;
            BoundingBox reach = box.Inflate(LabelReach);
            var far = new List<BoundingBox>(words.Count);
            foreach (BoundingBox word in words)
            {
                if (!reach.Contains(word.CenterX, word.CenterY))
                {
                    far.Add(word);
                    continue;
                }

                grew |= !box.Contains(word, 0.01);
                box = box.Union(word);
            }

            words = far;
        }

        return box;
    }

    private static bool IsRunningHead(BoundingBox word, DocumentPage page) => word.Bottom < 0.075 * page.Height || word.Top > 0.94 * page.Height;

    private static void AddUncaptioned(PageBlocks blocks, IReadOnlyList<BoundingBox> tables, List<Ink> free, List<FigureCandidate> figures)
    {
        DocumentPage page = blocks.Layout.Page;
        foreach (List<Ink> cluster in InkClusters.Join(free, ClusterReach))
        {
            BoundingBox box = BoundingBox.Union(cluster.Select(ink => ink.Box));
            bool large = box.Area > SmallestShare * page.Width * page.Height && box.Height > 30 && box.Width > 30;
            bool drawn = cluster.Exists(ink => ink.IsImage) || cluster.Count >= 8;
            bool apart = !tables.Any(table => (table.Intersect(box)?.Area ?? 0) > 0.3 * box.Area) && !figures.Exists(figure => (figure.Box.Intersect(box)?.Area ?? 0) > 0.3 * box.Area);
            double prose = blocks.RunningText.Sum(text => text.Intersect(box)?.Area ?? 0);
            if (large && drawn && apart && prose < 0.2 * box.Area)
                figures.Add(new FigureCandidate { Box = WithLabels(blocks, box, box.Inflate(LabelReach)), Score = 0.5 });
        }
    }
}
