using Point = (double X, double Y);

namespace AiScholar.Rl.MultiModal;

/// <summary>Ties lines to the shapes where they end and to one another where they meet or go on as dashes; each web of lines connects the shapes at its ends.</summary>
internal sealed class Connections
{
    private const double Near = 2.5;
    private const double Reach = 8;
    private const double TextReach = 12;
    private const double LongestDash = 14;
    private const double LeastFree = 3;
    private const int MostBranches = 40;
    private readonly List<DrawnLine> _lines;
    private readonly List<DrawnShape> _shapes;
    private readonly int[] _webs;

    private Connections(List<DrawnLine> lines, List<DrawnShape> shapes) =>
        (_lines, _shapes, _webs) = (lines, shapes, [.. Enumerable.Range(0, lines.Count)]);

    /// <summary>The connections; shapes of text are added where arrows end at words alone.</summary>
    public static List<DrawnEdge> Find(List<DrawnLine> lines, List<DrawnShape> shapes, IReadOnlyList<BoundingBox> texts, CancellationToken cancellationToken)
    {
        var finder = new Connections(lines, shapes);
        finder.Tie((_, end) => finder.Touched(end), cancellationToken);
        finder.ReleaseDashes();
        bool[] joined = finder.Join(cancellationToken);
        finder.Tie((line, end) => joined[line] && !end.HasHead ? null : Pointed(end, shapes, Reach), cancellationToken);
        finder.TieToTexts(texts, joined);
        return finder.Edges();
    }

    private void Tie(Func<int, LineEnd, DrawnShape?> find, CancellationToken cancellationToken)
    {
        for (int i = 0; i < _lines.Count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            foreach (LineEnd end in _lines[i].Ends.Where(end => end.Shape is null))
                end.Shape = find(i, end);
        }
    }

    /// <summary>The shape whose outline the end touches; else the innermost that holds it, which is no container.</summary>
    private DrawnShape? Touched(LineEnd end)
    {
        DrawnShape? nearest = null;
        double least = Near + end.Line.Width;
        foreach (DrawnShape shape in _shapes)
        {
            if (!shape.Box.Inflate(least).Contains(end.At.X, end.At.Y))
                continue;
            double away = Outline.Distance(shape.Points, end.At, closed: true);
            if (away < least)
                (nearest, least) = (shape, away);
        }

        return nearest ?? _shapes.LastOrDefault(shape => !shape.IsContainer && shape.Holds(end.At));
    }

    /// <summary>A dash beside a shape touches it with one end only.</summary>
    private void ReleaseDashes()
    {
        foreach (DrawnLine line in _lines.Where(line => line.Length <= LongestDash && line.Ends[0].Shape is { } shape && shape == line.Ends[1].Shape))
            line.Ends.MaxBy(end => Outline.Distance(end.Shape!.Points, end.At, closed: true))!.Shape = null;
    }

    private static DrawnShape? Pointed(LineEnd end, IEnumerable<DrawnShape> shapes, double reach)
    {
        DrawnShape? nearest = null;
        double least = reach;
        foreach (DrawnShape shape in shapes)
        {
            if (!shape.Box.Inflate(reach).Contains(end.At.X, end.At.Y) || shape.Holds(end.At))
                continue;
            if (Outline.Along(shape.Points, end.At, end.Direction, least) is { } away)
                (nearest, least) = (shape, away);
        }

        return nearest;
    }

    /// <summary>Joins lines that end on others or go on as dashes; tells which were joined.</summary>
    private bool[] Join(CancellationToken cancellationToken)
    {
        var joined = new bool[_lines.Count];
        for (int i = 0; i < _lines.Count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            foreach (LineEnd end in _lines[i].Ends.Where(end => end.Shape is null))
            {
                for (int j = 0; j < _lines.Count; j++)
                {
                    if (i == j || !_lines[j].Box.Inflate(2.5 * LongestDash).Contains(end.At.X, end.At.Y) || !(Meets(end, _lines[j]) || _lines[j].Ends.Any(next => GoesOn(end, next))))
                        continue;
                    joined[i] = joined[j] = true;
                    _webs[Web(i)] = Web(j);
                }
            }
        }

        return joined;
    }

    private static bool Meets(LineEnd end, DrawnLine line)
    {
        double reach = Math.Max(1, Math.Max(line.Width, end.Line.Width));
        return line.Box.Inflate(reach).Contains(end.At.X, end.At.Y) && Outline.Distance(line.Points, end.At, closed: false) <= reach;
    }

    private static bool GoesOn(LineEnd end, LineEnd next)
    {
        double longest = Math.Max(end.Line.Length, next.Line.Length);
        if (end.HasHead || next.HasHead || next.Shape is not null || longest > LongestDash || (end.Direction.X * next.Direction.X) + (end.Direction.Y * next.Direction.Y) > -0.95)
            return false;
        (double x, double y) = (next.At.X - end.At.X, next.At.Y - end.At.Y);
        double ahead = (x * end.Direction.X) + (y * end.Direction.Y), aside = Math.Abs((y * end.Direction.X) - (x * end.Direction.Y));
        return ahead > 0 && ahead <= (2.5 * Math.Min(longest, LongestDash)) + 1 && aside <= 0.5;
    }

    /// <summary>An arrow that ends at words alone has a shape of text there.</summary>
    private void TieToTexts(IReadOnlyList<BoundingBox> texts, bool[] joined)
    {
        List<DrawnShape> blocks = [.. texts.Select(box => DrawnShape.OfBox(box.Inflate(1), "text"))];
        for (int i = 0; i < _lines.Count; i++)
        {
            bool isArrow = Array.Exists(_lines[i].Ends, end => end.HasHead);
            foreach (LineEnd end in _lines[i].Ends.Where(end => end.Shape is null && isArrow && (!joined[i] || end.HasHead)))
                end.Shape = Pointed(end, blocks, TextReach) ?? blocks.Find(block => Outline.Distance(block.Points, end.At, closed: true) <= Near);
        }

        _shapes.AddRange(blocks.Where(block => _lines.Exists(line => Array.Exists(line.Ends, end => end.Shape == block))));
    }

    private List<DrawnEdge> Edges()
    {
        var edges = new List<DrawnEdge>();
        foreach (IGrouping<int, int> web in Enumerable.Range(0, _lines.Count).GroupBy(Web))
        {
            DrawnLine[] lines = [.. web.Select(i => _lines[i])];
            LineEnd[] ends = [.. lines.SelectMany(line => line.Ends).Where(end => end.Shape is not null)];
            (DrawnShape Shape, bool HasHead)[] stops = [.. ends.GroupBy(end => end.Shape!).Select(group => (group.Key, group.Any(end => end.HasHead)))];
            Point[] path = [.. lines.SelectMany(line => line.Sampled())];
            if (stops.Length == 1 && ends.Length == 2 && stops[0].HasHead && lines.Length == 1 && !stops[0].Shape.Box.Inflate(4).Contains(lines[0].Box))
                edges.Add(new DrawnEdge(stops[0].Shape, stops[0].Shape, true, false, path));
            if (stops.Length is < 2 or > MostBranches)
                continue;
            (DrawnShape Shape, bool HasHead)[] targets = [.. stops.Where(stop => stop.HasHead)], sources = [.. stops.Where(stop => !stop.HasHead)];
            if (sources.Length == 0)
                (sources, targets) = (stops[..1], stops[1..]);
            else if (targets.Length == 0)
                (sources, targets) = (sources[..1], sources[1..]);
            foreach ((DrawnShape source, bool both) in sources)
            {
                foreach ((DrawnShape target, bool isDirected) in targets)
                {
                    // What runs from a shape to the container around it is no connection.
                    if (!IsWithin(source, target) && !IsWithin(target, source) && path.Count(point => !source.Holds(point) && (target.IsContainer || !target.Holds(point))) >= LeastFree)
                        edges.Add(new DrawnEdge(source, target, isDirected, both, path));
                }
            }
        }

        foreach (DrawnEdge edge in edges)
            edge.From.IsLinked = edge.To.IsLinked = true;
        return edges;
    }

    private static bool IsWithin(DrawnShape shape, DrawnShape container)
    {
        for (DrawnShape? outer = shape.Parent; outer is not null; outer = outer.Parent)
        {
            if (outer == container)
                return true;
        }

        return false;
    }

    private int Web(int line)
    {
        while (_webs[line] != line)
            line = _webs[line] = _webs[_webs[line]];
        return line;
    }
}
