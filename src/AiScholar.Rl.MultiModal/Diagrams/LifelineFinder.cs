namespace AiScholar.Rl.MultiModal;

/// <summary>
/// Finds the lifelines of sequence diagrams: level or upright dashed lines that leave a shape and end in nothing. They are no
/// connections; lines that end at one connect its shape.
/// </summary>
internal static class LifelineFinder
{
    private const int LeastDashes = 2;

    /// <summary>The chains that are not part of a lifeline; ends at a lifeline are tied to its shape.</summary>
    public static List<StrokeChain> Resolve(List<StrokeChain> chains, IReadOnlyList<FoundNode> nodes, double strokeWidth)
    {
        double near = (3 * strokeWidth) + 4;
        var dashed = chains.Where(chain => chain.Strokes >= LeastDashes && !chain.First.HasHead && !chain.Last.HasHead && chain.AxisOf(2 * strokeWidth) is not null).ToList();
        var parts = new HashSet<StrokeChain>();
        var lines = new List<(bool Upright, double At, double From, double To, int Node)>();
        foreach ((bool upright, List<StrokeChain> column) in Columns(dashed, strokeWidth))
        {
            if (!column.Exists(chain => (chain.First.Node < 0) != (chain.Last.Node < 0)) || column.Sum(chain => chain.Strokes) < 3)
                continue;
            int owner = column.SelectMany(chain => new[] { chain.First.Node, chain.Last.Node }).Where(node => node >= 0)
                .MinBy(node => upright ? nodes[node].Box.Top : nodes[node].Box.Left);
            var points = column.SelectMany(chain => chain.Path).ToList();
            lines.Add(upright
                ? (true, points.Average(point => point.X), points.Min(point => point.Y), points.Max(point => point.Y), owner)
                : (false, points.Average(point => point.Y), points.Min(point => point.X), points.Max(point => point.X), owner));
            parts.UnionWith(column);
        }

        List<StrokeChain> rest = [.. chains.Where(chain => !parts.Contains(chain))];
        foreach (StrokeEnd end in rest.SelectMany(chain => new[] { chain.First, chain.Last }).Where(end => end.Node < 0))
        {
            foreach ((bool upright, double at, double from, double to, int node) in lines)
            {
                double across = upright ? end.X : end.Y, along = upright ? end.Y : end.X, reach = end.HasHead ? near + (8 * strokeWidth) : near;
                if (Math.Abs(across - at) <= reach && along >= from - near && along <= to + near && Math.Abs(upright ? end.DirectionX : end.DirectionY) > 0.5)
                    end.Node = node;
            }
        }

        return rest;
    }

    /// <summary>Chains that lie on one line.</summary>
    private static IEnumerable<(bool Upright, List<StrokeChain> Column)> Columns(List<StrokeChain> dashed, double strokeWidth)
    {
        foreach (bool upright in new[] { true, false })
        {
            List<StrokeChain>? open = null;
            double last = double.MinValue;
            foreach ((StrokeChain chain, double at) in dashed.Where(chain => chain.AxisOf(2 * strokeWidth) == upright).Select(chain => (chain, At: upright ? chain.First.X : chain.First.Y)).OrderBy(pair => pair.At))
            {
                if (open is null || at - last > 2 * strokeWidth)
                {
                    if (open is not null)
                        yield return (upright, open);
                    open = [];
                }

                open.Add(chain);
                last = at;
            }

            if (open is not null)
                yield return (upright, open);
        }
    }
}
