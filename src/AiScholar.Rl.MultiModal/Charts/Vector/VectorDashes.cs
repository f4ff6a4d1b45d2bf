namespace AiScholar.Rl.MultiModal;

/// <summary>Joins the dashes of level and upright lines that a file holds as boxes of their own: they are no bars.</summary>
internal static class VectorDashes
{
    private const int Fewest = 5;
    private const double Thickest = 1.6;
    private const double LongestDash = 12;
    private const double LongestGap = 8;
    private const double Same = 0.1;
    private const double Regular = 0.5;

    /// <summary>The shapes, each row of dashes replaced by one line along their middles.</summary>
    public static List<VectorShape> Join(List<VectorShape> shapes)
    {
        var joined = new Dictionary<VectorShape, VectorShape>();
        var spent = new HashSet<VectorShape>();
        foreach (bool level in (bool[])[true, false])
        {
            foreach (IGrouping<(int, int, int), VectorShape> row in shapes.Where(shape => IsDash(shape, level)).GroupBy(shape => Row(shape, level)))
            {
                VectorShape[] dashes = [.. row.OrderBy(shape => level ? shape.Box.Left : shape.Box.Top)];
                for (int from = 0, to; from < dashes.Length; from = to)
                {
                    to = from + 1;
                    while (to < dashes.Length && Gap(dashes[to - 1], dashes[to], level) is > 0 and <= LongestGap)
                        to++;
                    if (to - from < Fewest || !AreRegular(dashes[from..to], level))
                        continue;
                    joined[dashes[from]] = VectorShape.Line(Middle(dashes[from], level, start: true), Middle(dashes[to - 1], level, start: false), dashes[from]);
                    spent.UnionWith(dashes[from..to]);
                }
            }
        }

        return joined.Count == 0 ? shapes : [.. shapes.Where(shape => !spent.Contains(shape) || joined.ContainsKey(shape)).Select(shape => joined.GetValueOrDefault(shape, shape))];
    }

    private static bool IsDash(VectorShape shape, bool level) =>
        shape.IsRectangle && shape.IsFilled && !shape.IsStroked && (level ? shape.Box.Height : shape.Box.Width) <= Thickest && (level ? shape.Box.Width : shape.Box.Height) <= LongestDash;

    private static (int, int, int) Row(VectorShape shape, bool level) =>
        ((int)Math.Round((level ? shape.Box.CenterY : shape.Box.CenterX) / Same), (int)Math.Round((level ? shape.Box.Height : shape.Box.Width) / Same), shape.Color);

    private static double Gap(VectorShape one, VectorShape next, bool level) => level ? next.Box.Left - one.Box.Right : next.Box.Top - one.Box.Bottom;

    /// <summary>Dashes come at one distance; the last may be cut short.</summary>
    private static bool AreRegular(VectorShape[] dashes, bool level)
    {
        double[] steps = [.. dashes.Zip(dashes.Skip(1), (one, next) => level ? next.Box.Left - one.Box.Left : next.Box.Top - one.Box.Top)];
        return steps.Max() - steps.Min() <= Regular;
    }

    private static (double X, double Y) Middle(VectorShape dash, bool level, bool start) =>
        level ? (start ? dash.Box.Left : dash.Box.Right, dash.Box.CenterY) : (dash.Box.CenterX, start ? dash.Box.Top : dash.Box.Bottom);
}
