namespace AiScholar.Rl.MultiModal;

/// <summary>The lines of a picture as strokes and the joints where they meet.</summary>
internal sealed class StrokeGraph
{
    private static readonly (int X, int Y)[] Around = [(1, 0), (-1, 0), (0, 1), (0, -1), (1, 1), (-1, 1), (1, -1), (-1, -1)];

    private const double LargestHole = 40;

    /// <summary>In widths: what is longer is no arrowhead by itself.</summary>
    private const double LoneHead = 12;

    private StrokeGraph(List<Stroke> strokes, List<StrokeJoint> joints) => (Strokes, Joints) = (strokes, joints);

    public List<Stroke> Strokes { get; }

    public List<StrokeJoint> Joints { get; }

    public static StrokeGraph Of(BitMask ink, double strokeWidth, DiagramOptions options, CancellationToken cancellationToken)
    {
        FillHoles(ink, LargestHole * strokeWidth * strokeWidth);
        ushort[] depth = ChessboardDistance.Of(ink);
        BitMask lines = Skeleton.Of(ink, cancellationToken);
        var solid = SolidParts(ink, lines, depth, strokeWidth);
        cancellationToken.ThrowIfCancellationRequested();
        int width = ink.Width, height = ink.Height;
        var joint = new BitMask(width, height);
        int reach = Math.Max(1, (int)Math.Round(0.75 * strokeWidth));
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                if (!lines[x, y] || solid[x, y] || Branches(lines, x, y) < 3)
                    continue;
                for (int dy = -reach; dy <= reach; dy++)
                {
                    for (int dx = -reach; dx <= reach; dx++)
                    {
                        if (lines[x + dx, y + dy] && !solid[x + dx, y + dy])
                            joint[x + dx, y + dy] = true;
                    }
                }
            }
        }

        var joints = new List<StrokeJoint>();
        var jointAt = new Dictionary<int, int>();
        foreach ((BitMask mask, bool isSolid) in new[] { (solid, true), (joint, false) })
        {
            foreach (Blob blob in ConnectedComponents.Find(mask))
            {
                List<(int X, int Y)> pixels = [.. blob.Pixels];
                foreach ((int x, int y) in pixels)
                    jointAt[(y * width) + x] = joints.Count;
                joints.Add(new StrokeJoint(pixels, isSolid));
            }
        }

        var rest = new BitMask(width, height);
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
                rest[x, y] = lines[x, y] && !solid[x, y] && !joint[x, y];
        }

        var strokes = new List<Stroke>();
        foreach (Blob blob in ConnectedComponents.Find(rest))
        {
            if (strokes.Count >= options.MaxStrokes)
                throw new DiagramLimitException($"The picture has more strokes than DiagramOptions.{nameof(DiagramOptions.MaxStrokes)} ({options.MaxStrokes}).");
            var stroke = new Stroke(Walk(blob, rest), (int)Math.Round(4 * strokeWidth) + 2);
            strokes.Add(stroke);
            Tie(stroke.First);
            if (stroke.Length > 1)
                Tie(stroke.Last);
        }

        return new StrokeGraph(strokes, joints);

        void Tie(StrokeEnd end)
        {
            for (int r = 1; r <= 2; r++)
            {
                for (int dy = -r; dy <= r; dy++)
                {
                    for (int dx = -r; dx <= r; dx++)
                    {
                        int x = (int)end.X + dx, y = (int)end.Y + dy;
                        if ((uint)x >= (uint)width || (uint)y >= (uint)height || !jointAt.TryGetValue((y * width) + x, out int found))
                            continue;
                        if (joints[found].Ends.Contains(end.Other) && end.Stroke.Length <= 3)
                            continue;
                        end.Joint = found;
                        joints[found].Ends.Add(end);
                        return;
                    }
                }
            }
        }
    }

    /// <summary>Hollow arrowheads become solid ones.</summary>
    private static void FillHoles(BitMask ink, double largest)
    {
        var paper = new BitMask(ink.Width, ink.Height);
        for (int y = 0; y < ink.Height; y++)
        {
            Span<bool> from = ink.Row(y), to = paper.Row(y);
            for (int x = 0; x < from.Length; x++)
                to[x] = !from[x];
        }

        foreach (Blob hole in ConnectedComponents.Find(paper))
        {
            PixelBox box = hole.Box;
            if (hole.Area > largest || box.Left == 0 || box.Top == 0 || box.Right == ink.Width || box.Bottom == ink.Height)
                continue;
            foreach (PixelRun run in hole.Runs)
                ink.Row(run.Y)[run.Start..run.End].Fill(true);
        }
    }

    /// <summary>Parts much thicker than the strokes they hang on.</summary>
    private static BitMask SolidParts(BitMask ink, BitMask lines, ushort[] depth, double strokeWidth)
    {
        int width = ink.Width, height = ink.Height;
        var solid = new BitMask(width, height);
        foreach (Blob blob in ConnectedComponents.Find(ink))
        {
            var depths = new List<int>();
            foreach ((int x, int y) in blob.Pixels)
            {
                if (lines[x, y])
                    depths.Add(depth[(y * width) + x]);
            }

            depths.Sort();
            int usual = depths.Count == 0 ? 1 : Math.Max(1, depths[depths.Count / 2]);
            // An arrowhead without its line, or with one dash, is mostly thick.
            if (blob.Box.Longest < LoneHead * Math.Max(strokeWidth, (2 * usual) - 1) && usual > 0.9 * strokeWidth)
                usual = Math.Max(1, (int)Math.Round(strokeWidth / 2));
            usual = Math.Max(usual, (int)Math.Ceiling((strokeWidth + 1) / 2));
            int least = Math.Max(usual + 1, (int)Math.Round(1.4 * usual));
            foreach ((int x, int y) in blob.Pixels)
            {
                // Squares of the least size at the rim of what is thick cover it all.
                int d = depth[(y * width) + x];
                if (d < least)
                    continue;
                solid[x, y] = true;
                if (d > least)
                    continue;
                for (int dy = -d; dy <= d; dy++)
                {
                    for (int dx = -d; dx <= d; dx++)
                    {
                        if (ink[x + dx, y + dy])
                            solid[x + dx, y + dy] = true;
                    }
                }
            }
        }

        return solid;
    }

    /// <summary>How many lines leave a pixel: the changes from unset to set around it.</summary>
    private static int Branches(BitMask mask, int x, int y)
    {
        Span<bool> ring = [mask[x, y - 1], mask[x + 1, y - 1], mask[x + 1, y], mask[x + 1, y + 1], mask[x, y + 1], mask[x - 1, y + 1], mask[x - 1, y], mask[x - 1, y - 1]];
        int count = 0;
        for (int i = 0; i < 8; i++)
            count += !ring[i] && ring[(i + 1) % 8] ? 1 : 0;
        return count;
    }

    /// <summary>The pixels of a line from end to end.</summary>
    private static List<(int X, int Y)> Walk(Blob blob, BitMask mask)
    {
        (int X, int Y) start = blob.Pixels.First();
        foreach ((int x, int y) in blob.Pixels)
        {
            int neighbors = 0;
            foreach ((int dx, int dy) in Around)
                neighbors += mask[x + dx, y + dy] ? 1 : 0;
            if (neighbors <= 1)
            {
                start = (x, y);
                break;
            }
        }

        var path = new List<(int X, int Y)> { start };
        mask[start.X, start.Y] = false;
        bool moved = true;
        while (moved)
        {
            moved = false;
            (int X, int Y) last = path[^1];
            foreach ((int dx, int dy) in Around)
            {
                if (!mask[last.X + dx, last.Y + dy])
                    continue;
                path.Add((last.X + dx, last.Y + dy));
                mask[last.X + dx, last.Y + dy] = false;
                moved = true;
                break;
            }
        }

        return path;
    }
}
