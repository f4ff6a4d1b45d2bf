namespace AiScholar.Rl.MultiModal;

/// <summary>Finds the boxes of a box plot in pixels: two rectangles one upon the other, a line between them, and lines from their outer ends.</summary>
internal static class RasterBoxFinder
{
    private const int Aligned = 3;
    private const int ThickestMedian = 6;
    private const int Dark = 60 * 60;
    private const int Break = 4;
    private const int Most = 2_000;

    public static List<SceneBox> Find(ChartPicture picture, PixelBox area, IReadOnlyList<SceneRectangle> filled, CancellationToken cancellationToken)
    {
        List<BoundingBox> rectangles = [.. filled.Select(item => item.Box)];
        List<int> colors = [.. filled.Select(item => item.Color)];
        foreach (BoundingBox hollow in Hollow(picture, area))
        {
            rectangles.Add(hollow);
            colors.Add(-1);
        }

        if (rectangles.Count > Most)
            return [];
        List<BoundingBox> bodies = [];
        List<double?> medians = [];
        var used = new HashSet<int>();
        for (int i = 0; i < rectangles.Count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            for (int j = 0; j < rectangles.Count; j++)
            {
                (BoundingBox upper, BoundingBox lower) = (rectangles[i], rectangles[j]);
                double gap = lower.Top - upper.Bottom;
                if (i == j || colors[i] != colors[j] || used.Contains(i) || used.Contains(j) || gap is < 0.9 or > ThickestMedian || Math.Abs(upper.Left - lower.Left) > Aligned || Math.Abs(upper.Right - lower.Right) > Aligned)
                    continue;
                used.Add(i);
                used.Add(j);
                bodies.Add(upper.Union(lower));
                medians.Add((upper.Bottom + lower.Top) / 2);
            }
        }

        if (bodies.Count == 0)
            return [];
        // A median on a quartile leaves one rectangle: as wide as the others and with whiskers.
        double width = bodies.Select(body => body.Width).Order().ElementAt(bodies.Count / 2);
        for (int i = 0; i < rectangles.Count; i++)
        {
            if (!used.Contains(i) && Math.Abs(rectangles[i].Width - width) <= Aligned && !bodies.Exists(body => Math.Abs(body.CenterX - rectangles[i].CenterX) < width / 2))
            {
                bodies.Add(rectangles[i]);
                medians.Add(null);
            }
        }

        var boxes = new List<SceneBox>();
        for (int i = 0; i < bodies.Count; i++)
        {
            if (Math.Abs(bodies[i].Width - width) > Aligned + 1)
                continue;
            BoundingBox body = BoundingBox.FromEdges(bodies[i].Left, bodies[i].Top - 0.5, bodies[i].Right, bodies[i].Bottom + 0.5);
            double high = Whisker(picture, area, body, up: true), low = Whisker(picture, area, body, up: false);
            double median = medians[i] ?? (OnEdge(picture, body, up: true) >= OnEdge(picture, body, up: false) ? body.Top : body.Bottom);
            boxes.Add(new SceneBox(body.CenterX, high, body.Top, median, body.Bottom, low, Outliers(picture, area, body, high, low)));
        }

        // Bars in a stack have no whiskers.
        return boxes.Count(box => box.Upper - box.High > 3 || box.Low - box.Lower > 3) >= 0.6 * boxes.Count ? boxes : [];
    }

    /// <summary>Rectangles of the background that lines enclose.</summary>
    private static IEnumerable<BoundingBox> Hollow(ChartPicture picture, PixelBox area)
    {
        var blank = new BitMask(picture.Grid.Width, picture.Grid.Height);
        PixelBox inside = area.Inflate(-1).Clip(picture.Grid.Bounds);
        for (int y = inside.Top; y < inside.Bottom; y++)
        {
            Span<bool> row = blank.Row(y);
            for (int x = inside.Left; x < inside.Right; x++)
                row[x] = !IsDark(picture, x, y);
        }

        foreach (Blob blob in ConnectedComponents.Find(SolidFinder.Open(blank)))
        {
            PixelBox box = blob.Box;
            if (box.Width >= 6 && box.Height >= 3 && box.Width < 0.3 * area.Width && box.Height < 0.7 * area.Height && blob.Fill > 0.95 && IsFramed(picture, box))
                yield return box.ToBoundingBox();
        }
    }

    private static bool IsFramed(ChartPicture picture, PixelBox box)
    {
        int dark = 0, total = 0;
        for (int x = box.Left; x < box.Right; x++, total += 2)
            dark += (DarkNear(picture, x, box.Top - 1, 0, -1) ? 1 : 0) + (DarkNear(picture, x, box.Bottom, 0, 1) ? 1 : 0);
        for (int y = box.Top; y < box.Bottom; y++, total += 2)
            dark += (DarkNear(picture, box.Left - 1, y, -1, 0) ? 1 : 0) + (DarkNear(picture, box.Right, y, 1, 0) ? 1 : 0);
        return dark > 0.9 * total;
    }

    private static bool DarkNear(ChartPicture picture, int x, int y, int dx, int dy) => IsDark(picture, x, y) || IsDark(picture, x + dx, y + dy);

    private static bool IsDark(ChartPicture picture, int x, int y) =>
        (uint)x < (uint)picture.Grid.Width && (uint)y < (uint)picture.Grid.Height && PixelGrid.DistanceSquared(picture.Grid.At(x, y), picture.Backdrop.ColorAt(x, y)) > Dark;

    /// <summary>How dark the edge of a body is: the thicker of the two holds the median.</summary>
    private static int OnEdge(ChartPicture picture, BoundingBox body, bool up)
    {
        int x = (int)(body.Left + (body.Width / 4)), y = (int)(up ? body.Top : body.Bottom), thick = 0;
        for (int step = -4; step <= 4; step++)
            thick += IsDark(picture, x, y + step) ? 1 : 0;
        return thick;
    }

    /// <summary>The end of the line that leaves the middle of the body.</summary>
    private static double Whisker(ChartPicture picture, PixelBox area, BoundingBox body, bool up)
    {
        int middle = (int)body.CenterX, step = up ? -1 : 1, from = (int)(up ? body.Top - 1 : body.Bottom + 1), last = from, missed = 0;
        for (int y = from; y >= area.Top && y < area.Bottom && missed <= Break; y += step)
        {
            bool inked = IsDark(picture, middle, y) || IsDark(picture, middle - 1, y) || IsDark(picture, middle + 1, y);
            (last, missed) = inked ? (y, 0) : (last, missed + 1);
        }

        return Math.Abs(last - from) <= 3 ? (up ? body.Top : body.Bottom) : last + 0.5;
    }

    private static List<double> Outliers(ChartPicture picture, PixelBox area, BoundingBox body, double high, double low) =>
    [
        .. picture.Blobs
            .Where(blob => area.Contains(blob.Box) && Math.Min(blob.Box.Width, blob.Box.Height) >= 4 && blob.Box.Longest <= 16 && Math.Abs(blob.Box.CenterX - body.CenterX) <= 2.5 && Math.Abs(blob.Box.Width - blob.Box.Height) <= 3)
            .Where(blob => blob.Box.Bottom < high - 2 || blob.Box.Top > low + 2)
            .Select(blob => blob.Box.CenterY)
            .Order(),
    ];
}
