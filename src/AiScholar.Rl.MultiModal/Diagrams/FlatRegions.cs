namespace AiScholar.Rl.MultiModal;

/// <summary>
/// Cuts a picture into connected parts of one colour. Small spots that hardly differ from what surrounds them (a fill pattern, a
/// compression artefact) belong to it.
/// </summary>
/// <remarks>Run-based labelling with union-find (He, Chao, Suzuki, IEEE Trans. Image Processing 17(5), 2008), runs split where the colour changes.</remarks>
internal sealed class FlatRegions
{
    private const int SameColor = 5;
    private const int FaintContrast = 40;
    private const int WidestEdge = 2;
    private const int EdgeDrift = 20;

    private FlatRegions(int width, int height) => (Width, Height, Labels, Depth) = (width, height, new int[width * height], new ushort[width * height]);

    public int Width { get; }

    public int Height { get; }

    /// <summary>For each pixel the index of its region.</summary>
    public int[] Labels { get; }

    /// <summary>For each pixel its chessboard distance to the next pixel of another region, at least 1.</summary>
    public ushort[] Depth { get; }

    public IReadOnlyList<FlatRegion> Regions { get; private set; } = [];

    public static FlatRegions Of(PixelGrid grid, CancellationToken cancellationToken)
    {
        var result = new FlatRegions(grid.Width, grid.Height);
        List<Run> runs = Label(grid, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        Absorb(grid, runs, result.Labels);
        cancellationToken.ThrowIfCancellationRequested();
        result.Number(runs);
        result.Measure();
        return result;
    }

    public FlatRegion At(int x, int y) => Regions[Labels[(y * Width) + x]];

    private static List<Run> Label(PixelGrid grid, CancellationToken cancellationToken)
    {
        var runs = new List<Run>();
        int above = 0;
        for (int y = 0; y < grid.Height; y++)
        {
            if ((y & 255) == 0)
                cancellationToken.ThrowIfCancellationRequested();
            int first = runs.Count;
            ReadOnlySpan<int> row = grid.Row(y);
            int start = 0;
            for (int x = 1; x <= row.Length; x++)
            {
                if (x < row.Length && Same(row[x], row[start]))
                    continue;
                runs.Add(new Run { Y = y, Start = start, End = x, Color = row[start], Parent = runs.Count, Area = x - start });
                start = x;
            }

            int scan = above;
            for (int i = first; i < runs.Count; i++)
            {
                while (scan < first && runs[scan].End <= runs[i].Start)
                    scan++;
                for (int j = scan; j < first && runs[j].Start < runs[i].End; j++)
                {
                    if (Same(runs[i].Color, runs[j].Color) && !Drifts(runs, i, j))
                        Join(runs, i, j);
                }
            }

            above = first;
        }

        return runs;
    }

    /// <summary>
    /// The smoothed edge of a slightly slanted line fades step by step from the line's colour to the paper's: a pixel or two wide, it must not
    /// tie the two together.
    /// </summary>
    private static bool Drifts(List<Run> runs, int a, int b) =>
        Math.Min(runs[a].End - runs[a].Start, runs[b].End - runs[b].Start) <= WidestEdge
        && PixelGrid.DistanceSquared(runs[Root(runs, a)].Color, runs[Root(runs, b)].Color) > EdgeDrift * EdgeDrift;

    private static void Absorb(PixelGrid grid, List<Run> runs, int[] map)
    {
        int small = Math.Max(30, grid.Colors.Length / 4000);
        for (int i = 0; i < runs.Count; i++)
            map.AsSpan((runs[i].Y * grid.Width) + runs[i].Start, runs[i].End - runs[i].Start).Fill(i);
        for (int i = 0; i < runs.Count; i++)
        {
            Run run = runs[i];
            if (run.Start > 0)
                Meet(i, map[(run.Y * grid.Width) + run.Start - 1]);
            if (run.Y == 0)
                continue;
            for (int x = run.Start; x < run.End;)
            {
                int other = map[((run.Y - 1) * grid.Width) + x];
                Meet(i, other);
                x = runs[other].End;
            }
        }

        void Meet(int a, int b)
        {
            int ra = Root(runs, a), rb = Root(runs, b);
            if (ra == rb)
                return;
            if (runs[ra].Area > runs[rb].Area)
                (ra, rb) = (rb, ra);
            if (runs[ra].Area <= small && runs[rb].Area >= 8 * runs[ra].Area && PixelGrid.DistanceSquared(runs[ra].Color, runs[rb].Color) <= FaintContrast * FaintContrast)
                Adopt(runs, rb, ra);
        }
    }

    private void Number(List<Run> runs)
    {
        var regions = new List<FlatRegion>();
        var ids = new Dictionary<int, int>();
        var sums = new List<(long R, long G, long B)>();
        for (int i = 0; i < runs.Count; i++)
        {
            int root = Root(runs, i);
            Run run = runs[i];
            var box = new PixelBox(run.Start, run.Y, run.End, run.Y + 1);
            if (!ids.TryGetValue(root, out int id))
            {
                ids.Add(root, id = regions.Count);
                regions.Add(new FlatRegion(id) { Box = box });
                sums.Add(default);
            }

            FlatRegion region = regions[id];
            region.Box = region.Box.Union(box);
            int length = run.End - run.Start;
            region.Area += length;
            (long r, long g, long b) = sums[id];
            sums[id] = (r + (length * (long)((run.Color >> 16) & 255)), g + (length * (long)((run.Color >> 8) & 255)), b + (length * (long)(run.Color & 255)));
            Labels.AsSpan((run.Y * Width) + run.Start, run.End - run.Start).Fill(id);
            if (run.Y == 0 || run.Y == Height - 1)
                region.Rim += run.End - run.Start;
            else
                region.Rim += (run.Start == 0 ? 1 : 0) + (run.End == Width ? 1 : 0);
        }

        foreach (FlatRegion region in regions)
        {
            (long r, long g, long b) = sums[region.Id];
            region.Color = PixelGrid.Pack((int)((r + (region.Area / 2)) / region.Area), (int)((g + (region.Area / 2)) / region.Area), (int)((b + (region.Area / 2)) / region.Area));
        }

        Regions = regions;
    }

    private void Measure()
    {
        for (int y = 0; y < Height; y++)
        {
            for (int x = 0; x < Width; x++)
            {
                int at = (y * Width) + x, label = Labels[at];
                int least = Math.Min(Math.Min(From(x - 1, y, label), From(x, y - 1, label)), Math.Min(From(x - 1, y - 1, label), From(x + 1, y - 1, label)));
                Depth[at] = (ushort)Math.Min(ushort.MaxValue - 1, least + 1);
            }
        }

        for (int y = Height - 1; y >= 0; y--)
        {
            for (int x = Width - 1; x >= 0; x--)
            {
                int at = (y * Width) + x, label = Labels[at];
                int least = Math.Min(Math.Min(From(x + 1, y, label), From(x, y + 1, label)), Math.Min(From(x + 1, y + 1, label), From(x - 1, y + 1, label)));
                Depth[at] = (ushort)Math.Min(Depth[at], least + 1);
                FlatRegion region = Regions[label];
                region.Radius = Math.Max(region.Radius, Depth[at]);
                if (Depth[at] == 1)
                    region.Boundary++;
            }
        }
    }

    private int From(int x, int y, int label) =>
        (uint)x < (uint)Width && (uint)y < (uint)Height && Labels[(y * Width) + x] == label ? Depth[(y * Width) + x] : 0;

    private static bool Same(int a, int b) =>
        Math.Abs(((a >> 16) & 255) - ((b >> 16) & 255)) <= SameColor && Math.Abs(((a >> 8) & 255) - ((b >> 8) & 255)) <= SameColor && Math.Abs((a & 255) - (b & 255)) <= SameColor;

    private static void Join(List<Run> runs, int a, int b)
    {
        int ra = Root(runs, a), rb = Root(runs, b);
        if (ra == rb)
            return;
        if (runs[ra].Area >= runs[rb].Area)
            Adopt(runs, ra, rb);
        else
            Adopt(runs, rb, ra);
    }

    /// <summary>The larger set keeps its colour.</summary>
    private static void Adopt(List<Run> runs, int parent, int child)
    {
        runs[child].Parent = parent;
        runs[parent].Area += runs[child].Area;
    }

    private static int Root(List<Run> runs, int i)
    {
        while (runs[i].Parent != i)
            i = runs[i].Parent = runs[runs[i].Parent].Parent;
        return i;
    }

    private sealed class Run
    {
        public int Y { get; init; }

        public int Start { get; init; }

        public int End { get; init; }

        public int Color { get; init; }

        public int Parent { get; set; }

        public int Area { get; set; }
    }
}
