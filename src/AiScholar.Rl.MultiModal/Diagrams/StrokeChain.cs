namespace AiScholar.Rl.MultiModal;

/// <summary>Strokes that continue one another.</summary>
internal sealed class StrokeChain
{
    private StrokeChain(StrokeEnd first, StrokeEnd last, List<(int X, int Y)> path, int strokes) => (First, Last, Path, Strokes) = (first, last, path, strokes);

    public StrokeEnd First { get; }

    public StrokeEnd Last { get; }

    public IReadOnlyList<(int X, int Y)> Path { get; }

    /// <summary>How many strokes it is made of.</summary>
    public int Strokes { get; }

    /// <summary>Whether it runs straight down (true) or across (false); null when it does neither.</summary>
    public bool? AxisOf(double slack)
    {
        int left = Path.Min(point => point.X), right = Path.Max(point => point.X), top = Path.Min(point => point.Y), bottom = Path.Max(point => point.Y);
        return right - left <= slack && bottom - top > 4 * slack ? true : bottom - top <= slack && right - left > 4 * slack ? false : null;
    }

    public static List<StrokeChain> Of(IReadOnlyList<Stroke> strokes)
    {
        var chains = new List<StrokeChain>();
        var used = new HashSet<Stroke>();
        foreach (Stroke stroke in strokes)
        {
            foreach (StrokeEnd start in new[] { stroke.First, stroke.Last })
            {
                if (start.Next is not null || !used.Add(stroke))
                    continue;
                var path = new List<(int X, int Y)>();
                int count = 0;
                StrokeEnd end = start;
                while (true)
                {
                    path.AddRange(end == end.Stroke.First ? end.Stroke.Points : end.Stroke.Points.Reverse());
                    count++;
                    StrokeEnd far = end.Other;
                    if (far.Next is not { } next || !used.Add(next.Stroke))
                    {
                        chains.Add(new StrokeChain(start, far, path, count));
                        break;
                    }

                    end = next;
                }
            }
        }

        return chains;
    }
}
