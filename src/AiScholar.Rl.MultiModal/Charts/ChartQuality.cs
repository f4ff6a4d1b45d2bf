namespace AiScholar.Rl.MultiModal;

/// <summary>How well a chart was read: a score that orders charts, not yet a probability.</summary>
internal static class ChartQuality
{
    private const double Pixels = 1.5;
    private const double Spread = 0.03;

    /// <summary>The confidence of an element: orders charts by how well they were read, and keeps an ill-read chart above what else its lines might be taken for.</summary>
    public static double Confidence(double detection, double quality) => detection * (1 - (Spread * (1 - Math.Clamp(quality, 0, 1))));

    /// <summary>The product of what must all hold: both axes are read, the marks explain the ink of the data, and there are marks enough to tell.</summary>
    /// <param name="axes">How sure the less sure axis is, 0 to 1.</param>
    /// <param name="explained">The share of the data's ink, or of its shapes, that the marks explain.</param>
    /// <param name="marks">How many marks were read.</param>
    public static double Of(double axes, double explained, int marks) =>
        Math.Clamp(axes, 0, 1) * Math.Clamp(explained, 0, 1) * (marks / (marks + 0.5));

    /// <summary>How sure the scale of an axis of labels is: less when they stand off their places.</summary>
    public static double Of(FittedAxis axis) => axis.Scale.Confidence / (1 + Math.Pow(axis.Residual / Pixels, 2) / 4);

    /// <summary>How many marks a chart holds.</summary>
    public static int Marks(ChartContent content) => content.Series.Sum(series => series.Points.Count) + content.Boxes.Count + content.Cells.Count;

    /// <summary>The share of the ink in the layers of colours that lies on the curve of its colour.</summary>
    public static double Traced(IReadOnlyList<BitMask> layers, IReadOnlyList<SceneCurve> curves, double reach)
    {
        long ink = 0, on = 0;
        for (int color = 0; color < layers.Count; color++)
        {
            BitMask layer = layers[color];
            SceneCurve[] own = [.. curves.Where(curve => curve.Color == color)];
            for (int x = 0; x < layer.Width; x++)
            {
                double?[] heights = [.. own.Select(curve => curve.At(x + 0.5))];
                double?[] before = [.. own.Select(curve => curve.At(x - 0.5))];
                for (int y = 0; y < layer.Height; y++)
                {
                    if (!layer[x, y])
                        continue;
                    ink++;
                    for (int i = 0; i < heights.Length; i++)
                    {
                        if (heights[i] is { } at && y > Math.Min(at, before[i] ?? at) - reach && y < Math.Max(at, before[i] ?? at) + reach)
                        {
                            on++;
                            break;
                        }
                    }
                }
            }
        }

        return ink == 0 ? 0 : (double)on / ink;
    }

    /// <summary>The share of two areas that agree.</summary>
    public static double Agree(double a, double b) => Math.Max(a, b) <= 0 ? 0 : Math.Min(a, b) / Math.Max(a, b);

    /// <summary>The area between the edges of bands.</summary>
    public static double Area(IEnumerable<SceneArea> bands) => bands.Sum(band =>
    {
        double sum = 0;
        for (double x = band.Upper.Points[0].X + 0.5; x < band.Upper.Points[^1].X; x++)
            sum += Math.Abs((band.Lower.At(x) ?? 0) - (band.Upper.At(x) ?? 0));
        return sum;
    });
}
