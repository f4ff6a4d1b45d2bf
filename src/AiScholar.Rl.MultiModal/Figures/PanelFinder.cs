namespace AiScholar.Rl.MultiModal;

/// <summary>
/// Finds a figure's panels: its separate drawings and pictures, and the letters that name them, (a), (b), c). Letters count when at least two of them
/// follow each other from the first; without letters, large parts that stand clearly apart are panels without a name.
/// </summary>
internal static class PanelFinder
{
    private const double Reach = 9;
    private const double Part = 0.04;
    private const double LabelReach = 40;
    private const int MostParts = 64;

    public static IReadOnlyList<FigurePanel> Find(VisualRegion region)
    {
        BoundingBox box = region.BoundingBox;
        List<(string Letter, BoundingBox Box)> labels = PanelLabels.Find(region.Words, box);
        List<BoundingBox> parts = Parts(region);
        if (labels.Count >= 2)
            return OfLabels(labels, parts, box);
        return parts.Count is < 2 or > MostParts || !Alike(parts) ? [] : [.. Order(parts).Select(part => new FigurePanel { BoundingBox = part })];
    }

    private static List<BoundingBox> Parts(VisualRegion region)
    {
        BoundingBox box = region.BoundingBox;
        List<Ink> ink = [];
        foreach (PageImage image in region.Images)
        {
            if (box.Contains(image.BoundingBox.CenterX, image.BoundingBox.CenterY))
                ink.Add(new Ink(image.BoundingBox, true));
        }

        foreach (PagePath path in region.Paths)
        {
            if (path.BoundingBox.Area < 0.9 * box.Area && box.Contains(path.BoundingBox.CenterX, path.BoundingBox.CenterY))
                ink.Add(new Ink(path.BoundingBox, false));
        }

        double fewest = Part * box.Area;
        List<BoundingBox> parts = [.. InkClusters.Join(ink, Reach).Select(cluster => BoundingBox.Union(cluster.Select(item => item.Box))).Where(part => part.Area > 0.25 * fewest)];
        return [.. Merge(parts).Where(part => part.Area >= fewest && part.Width > 12 && part.Height > 12)];
    }

    /// <summary>Joins parts whose boxes overlap: a curve's box may lie within its axes.</summary>
    private static List<BoundingBox> Merge(List<BoundingBox> parts)
    {
        var merged = new List<BoundingBox>();
        foreach (BoundingBox part in parts.OrderByDescending(part => part.Area).Take(4 * MostParts))
        {
            int at = merged.FindIndex(other => (other.Intersect(part)?.Area ?? 0) > 0.3 * part.Area);
            if (at < 0)
                merged.Add(part);
            else
                merged[at] = merged[at].Union(part);
        }

        return merged;
    }

    private static bool Alike(List<BoundingBox> parts)
    {
        double[] areas = [.. parts.Select(part => part.Area).Order()];
        return areas[0] > 0.25 * areas[^1];
    }

    private static IReadOnlyList<FigurePanel> OfLabels(List<(string Letter, BoundingBox Box)> labels, List<BoundingBox> parts, BoundingBox figure)
    {
        var owned = new Dictionary<int, BoundingBox>();
        foreach (BoundingBox part in parts)
        {
            int nearest = Enumerable.Range(0, labels.Count).MinBy(i => Distance(labels[i].Box, part));
            if (Distance(labels[nearest].Box, part) < LabelReach)
                owned[nearest] = owned.TryGetValue(nearest, out BoundingBox known) ? known.Union(part) : part;
        }

        if (owned.Count < labels.Count)
            return [.. Cells(labels, figure)];
        return [.. labels.Select((label, index) => new FigurePanel { Label = label.Letter, BoundingBox = owned[index].Union(label.Box).Intersect(figure) ?? owned[index] })];
    }

    /// <summary>Where drawings do not part the panels their letters do: each takes the cell from its own letter to the next one's, to the right and downwards.</summary>
    private static IEnumerable<FigurePanel> Cells(List<(string Letter, BoundingBox Box)> labels, BoundingBox figure)
    {
        foreach ((string letter, BoundingBox box) in labels)
        {
            double right = labels.Where(other => other.Box.Left > box.Right && Math.Abs(other.Box.CenterY - box.CenterY) < 0.15 * figure.Height).Select(other => other.Box.Left).DefaultIfEmpty(figure.Right).Min();
            double bottom = labels.Where(other => other.Box.Top > box.Bottom && Math.Abs(other.Box.CenterX - box.CenterX) < 0.25 * figure.Width).Select(other => other.Box.Top).DefaultIfEmpty(figure.Bottom).Min();
            bool first = !labels.Exists(other => other.Box.Right < box.Left && Math.Abs(other.Box.CenterY - box.CenterY) < 0.15 * figure.Height);
            bool top = !labels.Exists(other => other.Box.Bottom < box.Top && Math.Abs(other.Box.CenterX - box.CenterX) < 0.25 * figure.Width);
            yield return new FigurePanel { Label = letter, BoundingBox = BoundingBox.FromEdges(first ? figure.Left : box.Left, top ? figure.Top : box.Top, right, bottom) };
        }
    }

    private static double Distance(BoundingBox label, BoundingBox part)
    {
        double across = Math.Max(0, Math.Max(part.Left - label.Right, label.Left - part.Right)), along = Math.Max(0, Math.Max(part.Top - label.Bottom, label.Top - part.Bottom));
        return Math.Sqrt((across * across) + (along * along));
    }

    private static IEnumerable<BoundingBox> Order(List<BoundingBox> parts) => parts.OrderBy(part => Math.Round(part.CenterY / Math.Max(1, parts.Min(other => other.Height)))).ThenBy(part => part.Left);
}
