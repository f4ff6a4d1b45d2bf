namespace AiScholar.Rl.MultiModal;

/// <summary>Finds filled bands in the layers of colours: thick shapes that run across the plot area.</summary>
internal static class BandFinder
{
    private const double LeastWidth = 0.4;
    private const double Tolerance = 0.9;

    public static List<SceneArea> Find(IReadOnlyList<BitMask> layers, PixelBox area)
    {
        var bands = new List<SceneArea>();
        for (int color = 0; color < layers.Count; color++)
        {
            BitMask solid = SolidFinder.Open(layers[color]);
            List<Blob> blobs = [.. ConnectedComponents.Find(solid).Where(blob => blob.Area > 0.001 * area.Area)];
            if (blobs.Count == 0)
                continue;
            PixelBox box = blobs.Select(blob => blob.Box).Aggregate((a, b) => a.Union(b));
            if (blobs.Max(blob => blob.Box.Width) < LeastWidth * area.Width)
                continue;
            var upper = new List<(double X, double Y)>();
            var lower = new List<(double X, double Y)>();
            for (int x = box.Left; x < box.Right; x++)
            {
                int top = int.MaxValue, bottom = -1;
                for (int y = box.Top; y < box.Bottom; y++)
                {
                    if (solid[x, y])
                        (top, bottom) = (Math.Min(top, y), y + 1);
                }

                if (bottom < 0)
                    continue;
                upper.Add((x + 0.5, top));
                lower.Add((x + 0.5, bottom));
            }

            if (upper.Count < 0.8 * box.Width || upper.Count < 3)
                continue;
            // The ends stand at the outer edges of their columns.
            (upper[0], upper[^1]) = ((box.Left, upper[0].Y), (box.Right, upper[^1].Y));
            (lower[0], lower[^1]) = ((box.Left, lower[0].Y), (box.Right, lower[^1].Y));
            bands.Add(new SceneArea(new SceneCurve(Simplifier.Simplify(upper, Tolerance), color), new SceneCurve(Simplifier.Simplify(lower, Tolerance), color), color));
        }

        return bands;
    }
}
