namespace AiScholar.Rl.MultiModal;

/// <summary>Finds the shapes of a diagram: surfaces of a plain form or of a colour of their own, surfaces that lines cut up, and rectangles of lines.</summary>
internal sealed class NodeFinder
{
    private const double OwnColor = 5;
    private const double SameSide = 0.12;
    private const double OtherAround = 0.05;

    /// <summary>In stroke widths: a pointed shape below it is an arrowhead.</summary>
    private const double LargestHead = 14;
    private readonly FlatRegions _regions;
    private readonly double _stroke;
    private readonly DiagramOptions _options;
    private readonly Dictionary<int, ShapeProfile> _profiles;
    private readonly bool _hasPage;

    public NodeFinder(FlatRegions regions, double strokeWidth, DiagramOptions options)
    {
        (_regions, _stroke, _options) = (regions, strokeWidth, options);
        int surfaces = regions.Regions.Count(region => region.IsSurface);
        if (surfaces > 8L * options.MaxNodes)
            throw new DiagramLimitException($"The picture has {surfaces} surfaces, more than eight times DiagramOptions.{nameof(DiagramOptions.MaxNodes)} ({options.MaxNodes}).");
        _profiles = Profiles();
        // Shapes that reach from side to side part the page: its colour has most of the picture's edge, whatever the single regions.
        IGrouping<int, FlatRegion>? page = regions.Regions.Where(region => region.IsSurface).GroupBy(region => region.Color)
            .MaxBy(group => (group.Sum(region => (long)region.Rim) * group.Sum(region => (long)region.Area), group.Sum(region => (long)region.Area)));
        _hasPage = page is not null && page.Any(region => region.Rim > 0);
        PageColor = page?.Key ?? 0xFFFFFF;
    }

    /// <summary>The colour behind everything.</summary>
    public int PageColor { get; }

    public List<FoundNode> Find(CancellationToken cancellationToken)
    {
        var nodes = new List<FoundNode>();
        foreach (List<FlatRegion> group in SurfaceGroups.Of(_regions, _stroke, cancellationToken))
        {
            if (group.Exists(IsPage))
                nodes.AddRange(group.Where(region => !IsPage(region)).Select(region => Plain(region) ?? Odd(region)).OfType<FoundNode>().Where(IsApart));
            else if (group.Count == 1)
                nodes.AddRange(new[] { Plain(group[0]) ?? Odd(group[0]) }.OfType<FoundNode>());
            else
                nodes.AddRange(Together(group));
        }

        nodes.AddRange(RectangleFinder.Find(_regions, _stroke, _options, cancellationToken));
        List<FoundNode> distinct = Distinct(nodes);
        Fragments.Remove(distinct, _stroke);
        return NodeNesting.Order(distinct, _stroke, _options);
    }

    private bool IsPageColor(int color) => _hasPage && Near(color, PageColor);

    private bool IsPage(FlatRegion region) =>
        region.Rim > 0 && Near(region.Color, PageColor) && (region.Rim >= 0.05 * (_regions.Width + _regions.Height) || region.Rim > 0.1 * region.Box.Longest);

    private Dictionary<int, ShapeProfile> Profiles()
    {
        var profiles = _regions.Regions.Where(region => region.IsSurface).ToDictionary(region => region.Id, region => new ShapeProfile(region.Box));
        for (int y = 0; y < _regions.Height; y++)
        {
            ReadOnlySpan<int> row = _regions.Labels.AsSpan(y * _regions.Width, _regions.Width);
            for (int x = 0; x < row.Length;)
            {
                int start = x, label = row[x];
                while (x < row.Length && row[x] == label)
                    x++;
                if (profiles.TryGetValue(label, out ShapeProfile? profile))
                    profile.Add(y, start, x);
            }
        }

        return profiles;
    }

    private FoundNode? Plain(FlatRegion region)
    {
        ShapeProfile profile = _profiles[region.Id];
        if (!IsLarge(region.Box) || ShapeFit.Of(profile) is not { } fit)
            return null;
        // The head of a table and its rules are one surface.
        if (region.Area < (fit.Name == "rectangle" ? 0.06 : 0.2) * profile.FilledArea())
            return null;
        if (fit.Name is "triangle" or "trapezoid" or "diamond" && region.Box.Longest < LargestHead * _stroke)
            return null;
        string name = fit.Name is "rectangle" && FoldedCorner.Of(profile, _stroke) is not null ? FoldedCorner.Shape : fit.Name;
        return Node(profile, name, region.Color, true);
    }

    /// <summary>A shape of no plain form stands out by its size alone.</summary>
    private FoundNode? Odd(FlatRegion region)
    {
        ShapeProfile profile = _profiles[region.Id];
        double filled = profile.FilledArea();
        if (!IsLarge(region.Box) || region.Box.Longest < LargestHead * _stroke || region.Area < 0.2 * filled || filled < 0.45 * region.Box.Area)
            return null;
        return Node(profile, OddShapes.Name(profile), region.Color, false);
    }

    /// <summary>Surfaces of one colour that only lines part: each a shape of its own, or one shape cut up.</summary>
    private IEnumerable<FoundNode> Together(List<FlatRegion> group)
    {
        FoundNode?[] single = [.. group.Select(Plain)];
        if (single.All(node => node is not null))
            return single.OfType<FoundNode>();
        PixelBox box = group.Select(region => region.Box).Aggregate((a, b) => a.Union(b));
        var union = new ShapeProfile(box);
        foreach (FlatRegion region in group)
            union.Add(_profiles[region.Id]);
        union.Close();
        double filled = union.FilledArea();
        if (ShapeFit.Of(union) is { } fit)
            return [Node(union, fit.Name, group[0].Color, true)];
        FoundNode[] large = [.. group.Zip(single).Where(pair => pair.Second is not null || IsLarge(pair.First.Box)).Select(pair => pair.Second!)];
        if (large.Length > 0 && Array.TrueForAll(large, node => node is not null))
            return large;
        if (filled > 0.7 * box.Area)
            return [Node(union, OddShapes.Name(union, group.Count), group[0].Color, false)];
        return group.Select(region => Plain(region) ?? Odd(region)).OfType<FoundNode>();
    }

    /// <summary>
    /// A part of the page between lines is a shape only if nothing but page lies around it; between edges there are rectangles too, and
    /// those of four whole lines are found by them.
    /// </summary>
    private bool IsApart(FoundNode node)
    {
        ShapeProfile profile = node.Profile!;
        if (node.Shape == "rectangle")
            return false;
        int page = 0, other = 0, reach = (int)Math.Ceiling((2.5 * _stroke) + 3);
        PixelBox box = profile.Box;
        for (int i = 1; i < 20; i++)
        {
            int y = box.Top + (box.Height * i / 20), x = box.Left + (box.Width * i / 20);
            (int left, int right) = profile.Across(y);
            (int top, int bottom) = profile.Down(x);
            Look(left - 1, y, -1, 0);
            Look(right, y, 1, 0);
            Look(x, top - 1, 0, -1);
            Look(x, bottom, 0, 1);
        }

        return other < OtherAround * (page + other);

        void Look(int x, int y, int dx, int dy)
        {
            for (int step = 0; step < reach; step++, x += dx, y += dy)
            {
                if ((uint)x >= (uint)_regions.Width || (uint)y >= (uint)_regions.Height)
                    return;
                if (!_regions.At(x, y).IsSurface)
                    continue;
                FlatRegion region = _regions.At(x, y);
                bool isCell = region.Rim == 0 && ShapeFit.Of(_profiles[region.Id])?.Name == "rectangle";
                if (IsPageColor(region.Color) && !isCell)
                    page++;
                else
                    other++;
                return;
            }
        }
    }

    private FoundNode Node(ShapeProfile profile, string shape, int color, bool plain) =>
        new(profile.Box.Inflate((int)Math.Round(_stroke / 2)), shape) { Profile = profile, Color = color, IsPlain = plain };

    private bool IsLarge(PixelBox box) => Math.Min(box.Width, box.Height) >= Math.Max(5, 3.5 * _stroke) && box.Longest >= 8 * _stroke;

    private static bool Near(int a, int b) => PixelGrid.DistanceSquared(a, b) <= OwnColor * OwnColor;

    /// <summary>One outline seen from inside and outside; a box within another keeps its distance on some side.</summary>
    private bool IsSame(PixelBox a, PixelBox b)
    {
        double slack = Math.Max(4 * _stroke, SameSide * Math.Min(Math.Min(a.Width, a.Height), Math.Min(b.Width, b.Height)));
        int apart = Math.Max(Math.Max(Math.Abs(a.Left - b.Left), Math.Abs(a.Right - b.Right)), Math.Max(Math.Abs(a.Top - b.Top), Math.Abs(a.Bottom - b.Bottom)));
        return apart <= slack && a.ToBoundingBox().IntersectionOverUnion(b.ToBoundingBox()) > 0.75;
    }

    /// <summary>Of nearly the same box the one with the better known outline stays.</summary>
    private List<FoundNode> Distinct(List<FoundNode> nodes)
    {
        var kept = new List<FoundNode>();
        var cells = new Dictionary<(int, int), List<FoundNode>>();
        int size = Math.Max(16, (int)(8 * _stroke));
        foreach (FoundNode node in nodes.OrderByDescending(node => node.Profile is not null).ThenByDescending(node => node.IsPlain).ThenByDescending(node => node.Box.Area))
        {
            (int x, int y) = ((int)node.Box.CenterX / size, (int)node.Box.CenterY / size);
            bool known = false;
            for (int dx = -1; dx <= 1 && !known; dx++)
            {
                for (int dy = -1; dy <= 1 && !known; dy++)
                    known = cells.TryGetValue((x + dx, y + dy), out List<FoundNode>? near) && near.Exists(other => IsSame(other.Box, node.Box));
            }

            if (known)
                continue;
            kept.Add(node);
            if (!cells.TryGetValue((x, y), out List<FoundNode>? cell))
                cells.Add((x, y), cell = []);
            cell.Add(node);
        }

        return kept;
    }
}
