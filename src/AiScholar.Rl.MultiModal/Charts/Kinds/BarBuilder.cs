namespace AiScholar.Rl.MultiModal;

/// <summary>Makes a bar chart or a histogram of rectangles that stand on one base, or on one another.</summary>
internal static class BarBuilder
{
    private const double LeastShare = 0.85;
    private const double LeastEven = 0.75;
    private const int FewestBins = 4;
    private const int Most = 3_000;

    /// <summary>The chart, or null when the rectangles are no bars.</summary>
    /// <param name="scene">Axes and area.</param>
    /// <param name="rectangles">Filled rectangles within the area.</param>
    /// <param name="tolerance">How exact edges are, in units of the scene.</param>
    public static ChartContent? Build(ChartScene scene, IReadOnlyList<SceneRectangle> rectangles, double tolerance)
    {
        if (rectangles.Count is < 2 or > Most)
            return null;
        List<SceneRectangle> upright = Standing(rectangles, tolerance, level: false), level = Standing(rectangles, tolerance, level: true);
        bool fitsUpright = !scene.Y.IsCategory && upright.Count >= LeastShare * rectangles.Count && IsEven(upright, tolerance, level: false);
        bool fitsLevel = !scene.X.IsCategory && level.Count >= LeastShare * rectangles.Count && IsEven(level, tolerance, level: true);
        if (!fitsUpright && !fitsLevel)
            return null;
        bool isLevel = fitsLevel && (!fitsUpright || (scene.Y.IsCategory && !scene.X.IsCategory));
        List<SceneRectangle> bars = isLevel ? level : upright;
        return !isLevel && AreBins(scene, bars, tolerance) ? Bins(scene, bars) : Bars(scene, bars, Base(bars, tolerance, isLevel), isLevel, tolerance);
    }

    /// <summary>The rectangles that touch the commonest base, and those that stand on such ones.</summary>
    private static List<SceneRectangle> Standing(IReadOnlyList<SceneRectangle> rectangles, double tolerance, bool level)
    {
        double at = Base(rectangles, tolerance, level);
        List<SceneRectangle> standing = [.. rectangles.Where(item => Touches(item, at, tolerance, level))], rest = [.. rectangles.Where(item => !Touches(item, at, tolerance, level))];
        for (bool grew = true; grew && rest.Count > 0;)
        {
            List<SceneRectangle> next = [.. rest.Where(item => standing.Exists(other => StandsOn(item, other, tolerance, level)))];
            grew = next.Count > 0;
            standing.AddRange(next);
            rest.RemoveAll(next.Contains);
        }

        return standing;
    }

    private static double Base(IReadOnlyList<SceneRectangle> rectangles, double tolerance, bool level)
    {
        (double best, int most) = (0, -1);
        foreach (double candidate in rectangles.SelectMany(item => level ? (double[])[item.Box.Left, item.Box.Right] : [item.Box.Bottom, item.Box.Top]))
        {
            int count = rectangles.Count(item => Touches(item, candidate, tolerance, level));
            if (count > most)
                (best, most) = (candidate, count);
        }

        return best;
    }

    private static bool Touches(SceneRectangle item, double at, double tolerance, bool level) => level
        ? Math.Abs(item.Box.Left - at) <= tolerance || Math.Abs(item.Box.Right - at) <= tolerance
        : Math.Abs(item.Box.Bottom - at) <= tolerance || Math.Abs(item.Box.Top - at) <= tolerance;

    private static bool StandsOn(SceneRectangle item, SceneRectangle other, double tolerance, bool level) => level
        ? Math.Abs(item.Box.Top - other.Box.Top) <= tolerance && Math.Abs(item.Box.Bottom - other.Box.Bottom) <= tolerance && (Math.Abs(item.Box.Left - other.Box.Right) <= 2 * tolerance || Math.Abs(item.Box.Right - other.Box.Left) <= 2 * tolerance)
        : Math.Abs(item.Box.Left - other.Box.Left) <= tolerance && Math.Abs(item.Box.Right - other.Box.Right) <= tolerance && (Math.Abs(item.Box.Bottom - other.Box.Top) <= 2 * tolerance || Math.Abs(item.Box.Top - other.Box.Bottom) <= 2 * tolerance);

    private static bool IsEven(List<SceneRectangle> bars, double tolerance, bool level)
    {
        double[] widths = [.. bars.Select(bar => level ? bar.Box.Height : bar.Box.Width).Order()];
        double median = widths[widths.Length / 2];
        return widths.Count(width => Math.Abs(width - median) <= Math.Max(2 * tolerance, 0.2 * median)) >= LeastEven * widths.Length;
    }

    private static bool AreBins(ChartScene scene, List<SceneRectangle> bars, double tolerance)
    {
        if (scene.X.IsCategory || scene.X.Scale.IsDate || bars.Count < FewestBins || bars.Select(bar => bar.Color).Distinct().Skip(1).Any())
            return false;
        BoundingBox[] boxes = [.. bars.Select(bar => bar.Box).OrderBy(box => box.Left)];
        int abutting = boxes.Zip(boxes.Skip(1), (a, b) => b.Left - a.Right).Count(gap => Math.Abs(gap) <= Math.Max(tolerance, 0.05 * boxes[0].Width));
        return abutting >= 0.7 * (boxes.Length - 1);
    }

    private static ChartContent Bins(ChartScene scene, List<SceneRectangle> bars) => scene.ToContent(ChartKinds.Histogram,
    [
        new ChartSeries
        {
            Name = scene.NameOf(bars[0].Color),
            Points =
            [
                .. bars.OrderBy(bar => bar.Box.Left).Select(bar => new ChartPoint
                {
                    X = scene.X.ValueAt(bar.Box.CenterX),
                    Y = scene.Y.ValueAt(bar.Box.Top),
                    Width = Math.Abs(scene.X.ValueAt(bar.Box.Right) - scene.X.ValueAt(bar.Box.Left)),
                    Confidence = scene.Confidence,
                }),
            ],
        },
    ]);

    private static ChartContent Bars(ChartScene scene, List<SceneRectangle> bars, double at, bool level, double tolerance)
    {
        (SceneAxis names, SceneAxis values) = level ? (scene.Y, scene.X) : (scene.X, scene.Y);
        // Bars of different colours without a legend, one a place, are one series.
        bool joined = scene.Names.All(name => name is null) && bars.Select(bar => names.ValueAt(Middle(bar))).Distinct().Count() == bars.Count;
        return scene.ToContent(ChartKinds.Bar, bars.GroupBy(bar => joined ? 0 : bar.Color).OrderBy(group => group.Key).Select(group => new ChartSeries
        {
            Name = joined ? null : scene.NameOf(group.Key),
            Points = [.. group.OrderBy(bar => Middle(bar)).Select(Point).OrderBy(point => level ? point.Y : point.X)],
        }));

        double Middle(SceneRectangle bar) => level ? bar.Box.CenterY : bar.Box.CenterX;

        ChartPoint Point(SceneRectangle bar)
        {
            (double near, double far) = level ? (bar.Box.Left, bar.Box.Right) : (bar.Box.Bottom, bar.Box.Top);
            if (Math.Abs(far - at) < Math.Abs(near - at))
                (near, far) = (far, near);
            bool stands = Math.Abs(near - at) <= tolerance;
            double value = stands ? values.ValueAt(far) : values.ValueAt(far) - values.ValueAt(near), place = names.ValueAt(Middle(bar));
            return new ChartPoint { X = level ? value : place, Y = level ? place : value, Category = names.NameAt(Middle(bar)), Confidence = scene.Confidence };
        }
    }
}
