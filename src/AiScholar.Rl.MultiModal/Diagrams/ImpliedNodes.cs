namespace AiScholar.Rl.MultiModal;

/// <summary>Shapes without an outline: text that lines end at, and empty places where arrows end and others begin.</summary>
internal sealed class ImpliedNodes(BitMask occupied, NodeMap map, IReadOnlyList<DiagramText> texts, double strokeWidth)
{
    private const double SamePlace = 0.6;
    private const double LabelGap = 1;
    private const double LongestLetter = 20;
    private const double LetterReach = 0.75;
    private const double HeadLength = 6;
    private const double HeadReach = 10;
    private const double LargestShare = 0.97;
    private int[] _sums = [];

    /// <summary>Gives the open ends of arrows a shape; the shapes are added to <paramref name="nodes"/>.</summary>
    public void Add(List<StrokeChain> chains, List<FoundNode> nodes, DiagramOptions options, CancellationToken cancellationToken)
    {
        StrokeEnd[] open = [.. chains
            .Where(chain => chain.Path.Count >= 5 * strokeWidth && (chain.First.Node < 0 || chain.Last.Node < 0))
            .Where(chain => chain.Path.Count >= LongestLetter * strokeWidth || chain.First.DistanceTo(chain.Last) >= LetterReach * chain.Path.Count)
            .Where(chain => chain.First.HasHead || chain.Last.HasHead || chain.First.HasOpenHead || chain.Last.HasOpenHead)
            .SelectMany(chain => new[] { chain.First, chain.Last }).Where(end => end.Node < 0)];
        if (open.Length == 0 || open.Length > options.MaxNodes)
            return;
        HashSet<StrokeEnd> arrows = [.. open];
        List<DiagramText> blocks = LetterClusters.Of(texts, chains.Where(chain => chain is { First.Node: < 0, Last.Node: < 0 } && !arrows.Contains(chain.First)), strokeWidth);
        var byText = new Dictionary<DiagramText, FoundNode>();
        foreach (StrokeEnd end in open)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (end.HasOpenHead || end.Other.HasOpenHead || TextAt(end, blocks) is not { } text)
                continue;
            if (LabelledBy(text, nodes) is { } labelled)
            {
                end.Node = labelled.Index;
                continue;
            }

            if (!byText.TryGetValue(text, out FoundNode? node))
                byText.Add(text, node = Append(text.Box.Inflate(Math.Max(1, text.LineHeight / 4)), "text"));
            node.Box = Reached(node.Box, end);
            end.Node = node.Index;
        }

        _sums = Sums();
        foreach ((StrokeEnd a, StrokeEnd b, PixelBox place) in Facing([.. open.Where(end => end.Node < 0)]))
        {
            if (a.Node < 0 && b.Node < 0)
                End(Append(place, "implied"), a, b);
        }

        var places = new List<(StrokeEnd End, PixelBox Place)>();
        foreach (StrokeEnd end in open.Where(end => end.Node < 0))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (EmptyPlace(end) is { } place)
                places.Add((end, place));
        }

        // One loose end is a line that was lost; two that point to one place mean that something stands there.
        foreach ((StrokeEnd end, PixelBox place) in places.Where(pair => pair.End.Node < 0))
        {
            (StrokeEnd End, PixelBox Place)[] same = [.. places.Where(other => other.End.Node < 0 && Overlap(other.Place, place) > SamePlace)];
            if (same.Length < 2)
                continue;
            End(Append(place, "implied"), [.. same.Select(pair => pair.End)]);
        }

        static void End(FoundNode node, params ReadOnlySpan<StrokeEnd> ends)
        {
            foreach (StrokeEnd end in ends)
                (end.Node, end.HasHead) = (node.Index, end.HasHead || end.HasOpenHead);
        }

        FoundNode Append(PixelBox box, string shape)
        {
            var node = new FoundNode(box, shape) { Index = nodes.Count };
            node.Parent = nodes.Where(other => other.IsContainer && other.Box.Contains(box)).MinBy(other => other.Box.Area);
            nodes.Add(node);
            return node;
        }
    }

    /// <summary>The common part as a share of the lesser box.</summary>
    private static double Overlap(PixelBox a, PixelBox b) => (double)a.Clip(b).Area / Math.Max(1, Math.Min(a.Area, b.Area));

    /// <summary>The shape that a text right above or below it belongs to.</summary>
    private static FoundNode? LabelledBy(DiagramText text, List<FoundNode> nodes)
    {
        PixelBox box = text.Box;
        double reach = LabelGap * text.LineHeight;
        return nodes.Where(node => node.Shape is not ("text" or "implied") && Math.Abs(node.Box.CenterX - box.CenterX) <= Math.Max(0.1 * node.Box.Width, 0.5 * text.LineHeight)
            && ((node.Box.Top - box.Bottom is var above && above >= -2 && above <= reach) || (box.Top - node.Box.Bottom is var below && below >= -2 && below <= reach)))
            .MinBy(node => node.Box.Area);
    }

    /// <summary>The margin of a text reaches as far as the lines that leave it.</summary>
    private static PixelBox Reached(PixelBox box, StrokeEnd end)
    {
        if (end.HasHead || end.Joint >= 0)
            return box;
        return Math.Abs(end.DirectionY) > Math.Abs(end.DirectionX)
            ? box with { Top = Math.Min(box.Top, end.DirectionY < 0 ? box.Top : (int)end.Y), Bottom = Math.Max(box.Bottom, end.DirectionY < 0 ? (int)end.Y : box.Bottom) }
            : box with { Left = Math.Min(box.Left, end.DirectionX < 0 ? box.Left : (int)end.X), Right = Math.Max(box.Right, end.DirectionX < 0 ? (int)end.X : box.Right) };
    }

    private DiagramText? TextAt(StrokeEnd end, List<DiagramText> blocks)
    {
        DiagramText? best = null;
        double nearest = double.MaxValue;
        foreach (DiagramText text in blocks)
        {
            PixelBox box = text.Box;
            double dx = Math.Max(0, Math.Max(box.Left - end.X, end.X - box.Right)), dy = Math.Max(0, Math.Max(box.Top - end.Y, end.Y - box.Bottom));
            double distance = Math.Sqrt((dx * dx) + (dy * dy));
            bool ahead = distance == 0 || ((box.CenterX - end.X) * end.DirectionX) + ((box.CenterY - end.Y) * end.DirectionY) > 0;
            if (ahead && distance < nearest && distance <= Math.Max(1.2 * text.LineHeight, 8 * strokeWidth) + (end.HasHead ? HeadLength * strokeWidth : 0))
                (best, nearest) = (text, distance);
        }

        return best;
    }

    /// <summary>
    /// An arrow that ends and a line that begins opposite, with nothing between them: the strip across them up to what is drawn on either side,
    /// the nearest pair first.
    /// </summary>
    private List<(StrokeEnd A, StrokeEnd B, PixelBox Place)> Facing(StrokeEnd[] ends)
    {
        var pairs = new List<(int Depth, StrokeEnd A, StrokeEnd B, PixelBox Place)>();
        foreach (StrokeEnd a in ends.Where(end => end.HasHead || end.HasOpenHead))
        {
            bool upright = Math.Abs(a.DirectionY) >= Math.Abs(a.DirectionX);
            int sign = (upright ? a.DirectionY : a.DirectionX) >= 0 ? 1 : -1, reach = (int)Math.Ceiling(HeadReach * strokeWidth) + 3;
            foreach (StrokeEnd b in ends)
            {
                double along = upright ? b.DirectionY : b.DirectionX;
                if (a.Stroke == b.Stroke || -sign * along < 0.8)
                    continue;
                (int from, int to) = upright ? ((int)a.Y, (int)b.Y) : ((int)a.X, (int)b.X);
                (int low, int high) = upright ? ((int)Math.Min(a.X, b.X), (int)Math.Max(a.X, b.X)) : ((int)Math.Min(a.Y, b.Y), (int)Math.Max(a.Y, b.Y));
                (from, to) = (Clear(from, sign, (int)(upright ? a.X : a.Y), reach), Clear(to, -sign, (int)(upright ? b.X : b.Y), reach));
                if (sign * (to - from) < 4 * strokeWidth || !IsEmpty(Along(upright, from, to, low, high + 1)))
                    continue;
                PixelBox place = Widened(upright, from, to, low, high + 1);
                if (Fits(place))
                    pairs.Add((sign * (to - from), a, b, place));
            }

            int Clear(int at, int step, int across, int most)
            {
                int skip = 0;
                while (skip < most && !IsEmpty(Along(upright, at + (step * skip), at + (step * (skip + 2)), across - 1, across + 2)))
                    skip++;
                return at + (step * skip);
            }
        }

        return [.. pairs.OrderBy(pair => pair.Depth).Select(pair => (pair.A, pair.B, pair.Place))];
    }

    private bool Fits(PixelBox place) => Math.Min(place.Width, place.Height) >= 4 * strokeWidth && place.Area <= LargestShare * occupied.Width * occupied.Height;

    /// <summary>A strip made as broad as it stays empty.</summary>
    private PixelBox Widened(bool upright, int from, int to, int low, int high)
    {
        int breadth = upright ? occupied.Width : occupied.Height;
        while (low > 0 && IsEmpty(Along(upright, from, to, low - 1, low)))
            low--;
        while (high < breadth && IsEmpty(Along(upright, from, to, high, high + 1)))
            high++;
        return Along(upright, from, to, low, high);
    }

    private static PixelBox Along(bool upright, int a, int b, int c, int d) => upright
        ? new PixelBox(Math.Min(c, d), Math.Min(a, b), Math.Max(c, d), Math.Max(a, b))
        : new PixelBox(Math.Min(a, b), Math.Min(c, d), Math.Max(a, b), Math.Max(c, d));

    /// <summary>The empty rectangle ahead of an end: first along its direction, then to both sides.</summary>
    private PixelBox? EmptyPlace(StrokeEnd end)
    {
        bool upright = Math.Abs(end.DirectionY) >= Math.Abs(end.DirectionX);
        int sign = (upright ? end.DirectionY : end.DirectionX) >= 0 ? 1 : -1, half = (int)Math.Ceiling(2 * strokeWidth);
        int from = (int)(upright ? end.Y : end.X), across = (int)(upright ? end.X : end.Y), length = upright ? occupied.Height : occupied.Width;
        // The arrowhead itself lies ahead of the line's end.
        int skip = 0, most = (int)Math.Ceiling((end.HasHead || end.HasOpenHead ? HeadReach : 2) * strokeWidth) + 3;
        while (skip < most && !IsEmpty(Along(upright, from + (sign * skip), from + (sign * (skip + 2)), across - 1, across + 2)))
            skip++;
        from += sign * skip;
        int to = from;
        while (to > 0 && to < length - 1 && IsEmpty(Along(upright, to, to + sign, across - half, across + half)))
            to += sign;
        PixelBox place = Widened(upright, from, to, across, across + 1);
        return Fits(place) ? place : null;
    }

    private bool IsEmpty(PixelBox box)
    {
        PixelBox part = box.Clip(new PixelBox(0, 0, occupied.Width, occupied.Height));
        int stride = occupied.Width + 1;
        return _sums[(part.Bottom * stride) + part.Right] - _sums[(part.Top * stride) + part.Right] - _sums[(part.Bottom * stride) + part.Left] + _sums[(part.Top * stride) + part.Left] == 0;
    }

    private int[] Sums()
    {
        int stride = occupied.Width + 1;
        var sums = new int[stride * (occupied.Height + 1)];
        for (int y = 0; y < occupied.Height; y++)
        {
            Span<bool> row = occupied.Row(y);
            int sum = 0;
            for (int x = 0; x < row.Length; x++)
            {
                sum += row[x] || map.LeafAt(x, y) >= 0 ? 1 : 0;
                sums[((y + 1) * stride) + x + 1] = sums[(y * stride) + x + 1] + sum;
            }
        }

        return sums;
    }
}
