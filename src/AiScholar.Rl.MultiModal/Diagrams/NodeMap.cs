namespace AiScholar.Rl.MultiModal;

/// <summary>Says for each pixel in which shape it lies and on what colour it is drawn.</summary>
internal sealed class NodeMap
{
    private const double SmallPart = 0.04;
    private const int LetterContrast = 60;
    private readonly int[] _owners;
    private readonly int[] _paper;
    private readonly int[] _borders;
    private readonly PixelGrid _grid;

    public NodeMap(PixelGrid grid, IReadOnlyList<FoundNode> nodes, int pageColor, double strokeWidth)
    {
        (_grid, Nodes) = (grid, nodes);
        _owners = new int[grid.Colors.Length];
        _paper = new int[grid.Colors.Length];
        _borders = new int[nodes.Count];
        Array.Fill(_paper, pageColor);
        foreach (FoundNode node in nodes.Where(node => node.IsContainer))
            Fill(node, 0, _paper, node.Color);
        for (int i = 0; i < nodes.Count; i++)
            _borders[i] = BorderOf(nodes[i], strokeWidth);
        foreach (FoundNode node in nodes.Where(node => !node.IsContainer))
            Fill(node, Reach(node), _owners, node.Index + 1);
    }

    public IReadOnlyList<FoundNode> Nodes { get; }

    /// <summary>What stands out from the paper beneath it and belongs to no shape; the outlines of shapes that hold others are among it.</summary>
    public BitMask FreeInk(FlatRegions regions, int contrast)
    {
        var ink = new BitMask(_grid.Width, _grid.Height);
        int least = contrast * contrast;
        for (int y = 0; y < _grid.Height; y++)
        {
            Span<bool> row = ink.Row(y);
            for (int x = 0; x < row.Length; x++)
            {
                int at = (y * _grid.Width) + x;
                bool rim = x == 0 || y == 0 || x == row.Length - 1 || y == _grid.Height - 1;
                FlatRegion region = regions.Regions[regions.Labels[at]];
                row[x] = !rim && _owners[at] == 0 && PixelGrid.DistanceSquared(region.IsSurface ? region.Color : _grid.Colors[at], _paper[at]) > least;
            }
        }

        return ink;
    }

    /// <summary>What is drawn in shapes that hold no others: letters and lines, not surfaces.</summary>
    public BitMask HeldInk(FlatRegions regions)
    {
        var ink = new BitMask(_grid.Width, _grid.Height);
        for (int y = 1; y < _grid.Height - 1; y++)
        {
            Span<bool> row = ink.Row(y);
            for (int x = 1; x < row.Length - 1; x++)
            {
                int owner = _owners[(y * _grid.Width) + x] - 1;
                if (owner < 0 || !Inner(Nodes[owner]).Inflate(-1).Contains(x, y))
                    continue;
                FlatRegion region = regions.At(x, y);
                row[x] = (!region.IsSurface || region.Area < SmallPart * Nodes[owner].Box.Area) && PixelGrid.DistanceSquared(_grid.At(x, y), Nodes[owner].Color) > LetterContrast * LetterContrast;
            }
        }

        return ink;
    }

    /// <summary>Takes the outlines of shapes that hold others out of the ink.</summary>
    public void EraseOutlines(BitMask ink)
    {
        foreach (FoundNode node in Nodes.Where(node => node.IsContainer))
            EraseRing(node, ink);
    }

    /// <summary>The shape without others inside that a pixel belongs to, its outline included; -1 for none.</summary>
    public int LeafAt(int x, int y) => (uint)x < (uint)_grid.Width && (uint)y < (uint)_grid.Height ? _owners[(y * _grid.Width) + x] - 1 : -1;

    /// <summary>The colour that a pixel is drawn upon, packed.</summary>
    public int PaperAt(int x, int y) => _paper[(y * _grid.Width) + x];

    /// <summary>The width of a shape's outline in pixels.</summary>
    public int BorderOf(FoundNode node) => _borders[node.Index];

    /// <summary>How far outside of the middle of a box's side its outline ends.</summary>
    private int Reach(FoundNode node) => _borders[node.Index] + 1;

    private static (int Start, int End) Inside(FoundNode node, int y)
    {
        if (node.Profile is not { } profile)
            return (node.Box.Left, node.Box.Right);
        // Lines that end inside a container cut into its rows.
        if (node.IsContainer && node.Shape is "rectangle" or "table")
            return (profile.Box.Left, profile.Box.Right);
        return profile.Across(Math.Clamp(y, profile.Box.Top, profile.Box.Bottom - 1));
    }

    private static PixelBox Inner(FoundNode node) => node.Profile?.Box ?? node.Box;

    private void Fill(FoundNode node, int margin, int[] map, int value)
    {
        PixelBox box = Inner(node).Inflate(margin).Clip(_grid.Bounds);
        for (int y = box.Top; y < box.Bottom; y++)
        {
            (int start, int end) = Span(node, y, margin);
            start = Math.Max(0, start);
            end = Math.Min(_grid.Width, end);
            if (end > start)
                map.AsSpan((y * _grid.Width) + start, end - start).Fill(value);
        }
    }

    /// <summary>The extent of a row of a shape grown by a margin.</summary>
    private static (int Start, int End) Span(FoundNode node, int y, int margin)
    {
        int start = int.MaxValue, end = int.MinValue;
        for (int dy = -margin; dy <= margin; dy += Math.Max(1, margin))
        {
            int row = y + dy;
            PixelBox inner = Inner(node);
            if (row < inner.Top || row >= inner.Bottom)
                continue;
            (int from, int to) = Inside(node, row);
            if (to <= from)
                continue;
            start = Math.Min(start, from - margin);
            end = Math.Max(end, to + margin);
        }

        return (start, end);
    }

    private void EraseRing(FoundNode node, BitMask ink)
    {
        int margin = Reach(node);
        int inwards = node.Profile is null ? margin : 1;
        PixelBox inner = Inner(node), outer = inner.Inflate(margin).Clip(_grid.Bounds), frame = outer.Inflate(3);
        var ring = new BitMask(frame.Width, frame.Height);
        var inside = new BitMask(frame.Width, frame.Height);
        for (int y = outer.Top; y < outer.Bottom; y++)
        {
            (int start, int end) = Span(node, y, margin);
            if (end <= start)
                continue;
            (int from, int to) = y < inner.Top + inwards || y >= inner.Bottom - inwards ? (0, 0) : Inside(node, y);
            for (int x = Math.Max(0, start); x < Math.Min(_grid.Width, end); x++)
            {
                bool isRing = to <= from || x < from + inwards || x >= to - inwards;
                (isRing ? ring : inside)[x - frame.Left, y - frame.Top] = true;
            }
        }

        // The lines that pass through the outline stay whole.
        var crossings = new RingCrossings(ink, ring, inside, frame, margin + inwards).Find();
        for (int y = outer.Top; y < outer.Bottom; y++)
        {
            Span<bool> row = ink.Row(y);
            for (int x = outer.Left; x < outer.Right; x++)
                row[x] &= !ring[x - frame.Left, y - frame.Top];
        }

        foreach ((PixelBox from, PixelBox to) in crossings)
            Draw(ink, from, to);
    }

    /// <summary>Draws the part of a line between two places that it passes.</summary>
    private static void Draw(BitMask ink, PixelBox from, PixelBox to)
    {
        double dx = to.CenterX - from.CenterX, dy = to.CenterY - from.CenterY;
        bool upright = Math.Abs(dy) >= Math.Abs(dx);
        int steps = Math.Max(1, (int)Math.Ceiling(2 * Math.Max(Math.Abs(dx), Math.Abs(dy))));
        for (int i = 0; i <= steps; i++)
        {
            double t = (double)i / steps;
            int at = (int)(upright ? from.CenterY + (dy * t) : from.CenterX + (dx * t));
            int low = (int)Math.Round(upright ? from.Left + ((to.Left - from.Left) * t) : from.Top + ((to.Top - from.Top) * t));
            int high = (int)Math.Round(upright ? from.Right + ((to.Right - from.Right) * t) : from.Bottom + ((to.Bottom - from.Bottom) * t));
            for (int k = low; k < high; k++)
            {
                (int x, int y) = upright ? (k, at) : (at, k);
                if ((uint)x < (uint)ink.Width && (uint)y < (uint)ink.Height)
                    ink[x, y] = true;
            }
        }
    }

    private int BorderOf(FoundNode node, double strokeWidth)
    {
        int most = (int)(6 * strokeWidth) + 10;
        PixelBox inner = Inner(node);
        var widths = new List<int>();
        for (int i = 1; i < 20; i++)
        {
            int y = inner.Top + (inner.Height * i / 20);
            (int start, int end) = Inside(node, y);
            if (end <= start)
                continue;
            widths.Add(Walk(start - 1, y, -1));
            widths.Add(Walk(end, y, 1));
        }

        if (widths.Count == 0)
            return (int)Math.Ceiling(strokeWidth);
        widths.Sort();
        int median = widths[widths.Count / 2];
        return median >= most ? (int)Math.Ceiling(strokeWidth) : median;

        int Walk(int x, int y, int step)
        {
            int count = 0;
            while (count < most && (uint)x < (uint)_grid.Width && PixelGrid.DistanceSquared(_grid.At(x, y), _paper[(y * _grid.Width) + x]) > 400)
            {
                count++;
                x += step;
            }

            return count;
        }
    }
}
