namespace AiScholar.Rl.MultiModal;

/// <summary>The part of the page that a caption's element may take.</summary>
internal static class CaptionZone
{
    /// <summary>The width: the caption's column of text, or what is left between captions at its sides.</summary>
    public static Span Across(PageBlocks blocks, CaptionText caption)
    {
        BoundingBox box = caption.BoundingBox;
        double left = 0, right = blocks.Layout.Page.Width;
        if (blocks.Layout.Gutter is { } gutter)
        {
            if (box.Right < gutter + 4)
                right = gutter;
            else if (box.Left > gutter - 4)
                left = gutter;
        }

        foreach (CaptionText other in blocks.Captions)
        {
            if (ReferenceEquals(other, caption) || Math.Min(other.BoundingBox.Bottom, box.Bottom) - Math.Max(other.BoundingBox.Top, box.Top) < 2)
                continue;
            if (other.BoundingBox.Right < box.Left)
                left = Math.Max(left, (other.BoundingBox.Right + box.Left) / 2);
            else if (other.BoundingBox.Left > box.Right)
                right = Math.Min(right, (other.BoundingBox.Left + box.Right) / 2);
        }

        return new Span(left, right);
    }

    /// <summary>The free strip above or below a caption, up to the nearest running text, caption or other obstacle.</summary>
    public static BoundingBox Free(PageBlocks blocks, CaptionText caption, Span across, bool above, IEnumerable<BoundingBox> others)
    {
        BoundingBox box = caption.BoundingBox;
        double limit = above ? 0 : blocks.Layout.Page.Height;
        IEnumerable<BoundingBox> obstacles = blocks.RunningText
            .Concat(others)
            .Concat(blocks.Captions.Where(other => !ReferenceEquals(other, caption)).Select(other => other.BoundingBox));
        foreach (BoundingBox obstacle in obstacles)
        {
            double shared = Math.Min(obstacle.Right, across.End) - Math.Max(obstacle.Left, across.Start);
            if (shared < 0.15 * obstacle.Width)
                continue;
            if (above && obstacle.CenterY < box.Top)
                limit = Math.Max(limit, Math.Min(obstacle.Bottom, box.Top));
            if (!above && obstacle.CenterY > box.Bottom)
                limit = Math.Min(limit, Math.Max(obstacle.Top, box.Bottom));
        }

        return above ? BoundingBox.FromEdges(across.Start, limit, across.End, box.Top) : BoundingBox.FromEdges(across.Start, box.Bottom, across.End, limit);
    }

    /// <summary>The lines that follow a caption without a wide gap, or null when there are fewer than two.</summary>
    public static BoundingBox? RowsBeside(PageBlocks blocks, CaptionText caption, bool above, IReadOnlyList<BoundingBox> others)
    {
        BoundingBox zone = Free(blocks, caption, Across(blocks, caption), above, others);
        TextLine[] lines = [.. blocks.Lines
            .Select(line => line.Words.Where(word => zone.Contains(word.BoundingBox.CenterX, word.BoundingBox.CenterY)).ToArray() is { Length: > 0 } words ? new TextLine(words, line.Baseline, line.FontSize) : null)
            .OfType<TextLine>()
            .OrderBy(line => above ? -line.Baseline : line.Baseline)];
        var taken = new List<TextLine>();
        foreach (TextLine line in lines)
        {
            double gap = taken.Count == 0 ? 0 : Math.Abs(line.Baseline - taken[^1].Baseline);
            if (gap > 3.2 * line.FontSize)
                break;
            taken.Add(line);
        }

        return taken.Count < 2 ? null : BoundingBox.Union(taken.Select(line => line.BoundingBox));
    }
}
