namespace AiScholar.Rl.MultiModal;

/// <summary>
/// Tells what surfaces without an outline are: plates behind labels, which a label fills from side to side, are no shapes; those that lines run
/// in frame a part of the drawing.
/// </summary>
internal static class LabelPlates
{
    private const double Blend = 30;
    private const double OtherColor = 60;
    private const double Bare = 0.8;
    private const double Filled = 0.75;

    /// <summary>In stroke widths.</summary>
    private const double Highest = 26;
    private const double LeastFrame = 14;
    private const double LongRun = 12;

    /// <summary>Takes the plates out of <paramref name="nodes"/> and gives their boxes.</summary>
    public static List<PixelBox> Remove(List<FoundNode> nodes, PixelGrid grid, FlatRegions regions, double strokeWidth)
    {
        foreach (FoundNode node in nodes.Where(node => node.Profile is { } profile && Math.Min(profile.Box.Width, profile.Box.Height) > LeastFrame * strokeWidth))
            node.HoldsLines = LongestRun(node, grid) > LongRun * strokeWidth && IsBare(node.Profile!, node.Color, grid, regions, strokeWidth);
        var plates = new List<PixelBox>();
        foreach (FoundNode node in nodes.Where(node => node is { IsContainer: false, Profile: not null }).ToList())
        {
            if (node.Profile!.Box.Height > Highest * strokeWidth || !IsFull(node, grid) || !IsBare(node.Profile!, node.Color, grid, regions, strokeWidth))
                continue;
            plates.Add(node.Profile!.Box);
            nodes.Remove(node);
        }

        NodeNesting.Number(nodes, strokeWidth);
        return plates;
    }

    /// <summary>The longest level run of what is drawn in a shape; letters have none, and the rules of a table are none.</summary>
    private static int LongestRun(FoundNode node, PixelGrid grid)
    {
        PixelBox box = node.Profile!.Box.Inflate(-3);
        int longest = 0;
        for (int y = box.Top; y < box.Bottom; y++)
        {
            int run = 0;
            for (int x = box.Left; x < box.Right; x++)
            {
                run = PixelGrid.DistanceSquared(grid.At(x, y), node.Color) > OtherColor * OtherColor ? run + 1 : 0;
                longest = Math.Max(longest, run);
            }

            // What reaches from side to side parts the rows of a table.
            if (run == box.Width)
                return 0;
        }

        return longest;
    }

    /// <summary>Whether letters reach from side to side and none of them is a line.</summary>
    private static bool IsFull(FoundNode node, PixelGrid grid)
    {
        PixelBox box = node.Profile!.Box.Inflate(-2);
        if (box.Width < 6 || box.Height < 6)
            return false;
        int left = box.Right, right = box.Left, top = box.Bottom, bottom = box.Top, count = 0, longest = 0;
        for (int y = box.Top; y < box.Bottom; y++)
        {
            int run = 0;
            for (int x = box.Left; x < box.Right; x++)
            {
                if (PixelGrid.DistanceSquared(grid.At(x, y), node.Color) <= OtherColor * OtherColor)
                {
                    run = 0;
                    continue;
                }

                (left, right, top, bottom) = (Math.Min(left, x), Math.Max(right, x + 1), Math.Min(top, y), y + 1);
                longest = Math.Max(longest, ++run);
                count++;
            }
        }

        double share = (double)count / box.Area;
        return right - left >= Filled * box.Width && bottom - top >= 0.35 * box.Height && longest < 0.6 * box.Height && share is > 0.04 and < 0.6;
    }

    /// <summary>Whether no line runs around it: from inside to outside the colours only blend. Letters may cross two opposite sides.</summary>
    private static bool IsBare(ShapeProfile profile, int color, PixelGrid grid, FlatRegions regions, double strokeWidth)
    {
        PixelBox box = profile.Box;
        Span<int> bare = stackalloc int[2], all = stackalloc int[2];
        for (int i = 1; i < 20; i++)
        {
            int y = box.Top + (box.Height * i / 20), x = box.Left + (box.Width * i / 20);
            (int left, int right) = profile.Across(y);
            (int top, int bottom) = profile.Down(x);
            Count(Look(left - 1, y, -1, 0), 0, bare, all);
            Count(Look(right, y, 1, 0), 0, bare, all);
            Count(Look(x, top - 1, 0, -1), 1, bare, all);
            Count(Look(x, bottom, 0, 1), 1, bare, all);
        }

        return bare[0] >= Bare * all[0] || bare[1] >= Bare * all[1];

        bool? Look(int x, int y, int dx, int dy)
        {
            int startX = x, startY = y, reach = (int)Math.Ceiling((2.5 * strokeWidth) + 3);
            for (int step = 0; step < reach; step++, x += dx, y += dy)
            {
                if ((uint)x >= (uint)grid.Width || (uint)y >= (uint)grid.Height)
                    return null;
                if (!regions.At(x, y).IsSurface)
                    continue;
                double most = 0;
                for (int back = 0; back < step; back++)
                    most = Math.Max(most, ColorMix.Residual(grid.At(startX + (dx * back), startY + (dy * back)), color, grid.At(x, y)));
                return most <= Blend;
            }

            return null;
        }
    }

    private static void Count(bool? isBare, int axis, Span<int> bare, Span<int> all)
    {
        if (isBare is null)
            return;
        all[axis]++;
        bare[axis] += isBare.Value ? 1 : 0;
    }
}
