namespace AiScholar.Rl.MultiModal;

/// <summary>Finds filled rectangles in the layers of colours; a staircase without edges falls into its steps.</summary>
internal static class BarShapes
{
    private const double Full = 0.9;
    private const int Thinnest = 2;
    private const int FewestSteps = 4;
    private const int NarrowestStep = 6;

    public static List<SceneRectangle> Find(IReadOnlyList<BitMask> layers)
    {
        var found = new List<SceneRectangle>();
        var solids = new List<BitMask>(layers.Count);
        for (int color = 0; color < layers.Count; color++)
        {
            BitMask solid = SolidFinder.Open(layers[color]);
            foreach (Blob blob in ConnectedComponents.Find(solid))
            {
                if (blob.Fill >= Full)
                    found.Add(new SceneRectangle(blob.Box.ToBoundingBox(), color));
                else if (Steps(blob) is { } steps)
                    found.AddRange(steps.Select(step => new SceneRectangle(step, color)));
            }

            solids.Add(solid);
        }

        for (int color = 0; color < layers.Count; color++)
            AddThin(found, layers[color], solids[color], color);
        return found;
    }

    /// <summary>Rectangles too thin for the opening count when they are as wide as the others, or as high where those are level bars, and are no edge between two.</summary>
    private static void AddThin(List<SceneRectangle> found, BitMask layer, BitMask solid, int color)
    {
        if (found.Count == 0)
            return;
        (double width, double across) = Usual(found.Select(item => item.Box.Width));
        (double height, double along) = Usual(found.Select(item => item.Box.Height));
        BoundingBox[] solids = [.. found.Select(item => item.Box)];
        foreach (Blob blob in ConnectedComponents.Find(layer))
        {
            PixelBox box = blob.Box;
            bool thin = Math.Min(box.Width, box.Height) is >= Thinnest and <= 4 && blob.Fill >= Full;
            bool alike = across <= along ? Math.Abs(box.Width - width) <= 2 : Math.Abs(box.Height - height) <= 2;
            if (thin && alike && !solid[box.Left + (box.Width / 2), box.Top + (box.Height / 2)] && !IsBetween(box, solids, upright: across <= along))
                found.Add(new SceneRectangle(box.ToBoundingBox(), color));
        }
    }

    /// <summary>The median of sizes and the mean distance from it.</summary>
    private static (double Median, double Spread) Usual(IEnumerable<double> sizes)
    {
        double[] ordered = [.. sizes.Order()];
        double median = ordered[ordered.Length / 2];
        return (median, ordered.Average(size => Math.Abs(size - median)));
    }

    private static bool IsBetween(PixelBox box, BoundingBox[] solids, bool upright) => upright
        ? solids.Any(other => Math.Abs(other.Bottom - box.Top) <= 2 && Math.Abs(other.CenterX - box.CenterX) <= 4) && solids.Any(other => Math.Abs(other.Top - box.Bottom) <= 2 && Math.Abs(other.CenterX - box.CenterX) <= 4)
        : solids.Any(other => Math.Abs(other.Right - box.Left) <= 2 && Math.Abs(other.CenterY - box.CenterY) <= 4) && solids.Any(other => Math.Abs(other.Left - box.Right) <= 2 && Math.Abs(other.CenterY - box.CenterY) <= 4);

    /// <summary>Columns of a shape with a level foot and flat steps at the top, of one width; null for any other shape.</summary>
    private static List<BoundingBox>? Steps(Blob blob)
    {
        PixelBox box = blob.Box;
        var tops = new int[box.Width];
        var bottoms = new int[box.Width];
        Array.Fill(tops, int.MaxValue);
        foreach (PixelRun run in blob.Runs)
        {
            for (int x = run.Start - box.Left; x < run.End - box.Left; x++)
            {
                tops[x] = Math.Min(tops[x], run.Y);
                bottoms[x] = Math.Max(bottoms[x], run.Y + 1);
            }
        }

        if (bottoms.Count(bottom => bottom >= box.Bottom - 1) < 0.95 * box.Width)
            return null;
        var edges = new List<int> { 0 };
        for (int x = 1; x < box.Width; x++)
        {
            if (Math.Abs(tops[x] - tops[x - 1]) > 1)
                edges.Add(x);
        }

        edges.Add(box.Width);
        int[] widths = [.. edges.Zip(edges.Skip(1), (a, b) => b - a)];
        if (widths.Length < FewestSteps || widths.Count(width => width >= 4) < 0.8 * widths.Length)
            return null;
        if (Bins(edges, box.Width) is not { } bins)
            return null;
        double step = (double)box.Width / bins;
        int flat = Enumerable.Range(0, bins).Count(i => IsFlat(tops.AsSpan((int)Math.Ceiling((i * step) + 1.5)..(int)(((i + 1) * step) - 1.5))));
        if (flat < 0.9 * bins)
            return null;
        return [.. Enumerable.Range(0, bins).Select(i => BoundingBox.FromEdges(box.Left + (i * step), tops[(int)((i + 0.5) * step)], box.Left + ((i + 1) * step), box.Bottom))];
    }

    private static bool IsFlat(ReadOnlySpan<int> tops)
    {
        (int low, int high) = (int.MaxValue, int.MinValue);
        foreach (int top in tops)
            (low, high) = (Math.Min(low, top), Math.Max(high, top));
        return high - low <= 1;
    }

    /// <summary>The smallest number of equal columns whose edges are all the edges seen.</summary>
    private static int? Bins(List<int> edges, int width)
    {
        for (int bins = edges.Count - 1; bins <= Math.Min(120, width / NarrowestStep); bins++)
        {
            double step = (double)width / bins;
            if (edges.TrueForAll(edge => Math.Abs((edge / step) - Math.Round(edge / step)) * step <= 1.6))
                return bins;
        }

        return null;
    }
}
