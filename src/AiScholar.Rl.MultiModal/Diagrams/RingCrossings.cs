namespace AiScholar.Rl.MultiModal;

/// <summary>Lines that pass through the outline of a shape: ink that meets it from outside and from inside at one place.</summary>
internal sealed class RingCrossings
{
    private const double Slant = 2.2;
    private readonly BitMask _ink, _ring, _inside;
    private readonly PixelBox _frame;
    private readonly int _thickness;

    /// <summary>Looks at the ink beside a ring.</summary>
    /// <param name="ink">The ink.</param>
    /// <param name="ring">The ring, in the coordinates of <paramref name="frame"/>.</param>
    /// <param name="inside">What it encloses, in the same coordinates.</param>
    /// <param name="frame">Where the ring lies; two pixels wider than it on all sides.</param>
    /// <param name="thickness">The ring's thickness in pixels.</param>
    public RingCrossings(BitMask ink, BitMask ring, BitMask inside, PixelBox frame, int thickness) =>
        (_ink, _ring, _inside, _frame, _thickness) = (ink, ring, inside, frame, thickness);

    /// <summary>Where lines pass: the boxes of their ink just outside and just inside.</summary>
    public List<(PixelBox Outside, PixelBox Inside)> Find()
    {
        List<Contact> outer = Contacts(false), inner = Contacts(true);
        var pairs = new List<(double Distance, Contact Outer, Contact Inner)>();
        double most = (Slant * _thickness) + 2;
        foreach (Contact a in outer)
        {
            foreach (Contact b in inner)
            {
                double distance = Math.Sqrt(((a.X - b.X) * (a.X - b.X)) + ((a.Y - b.Y) * (a.Y - b.Y)));
                if (distance <= most && Math.Max(a.Size, b.Size) <= (5 * Math.Min(a.Size, b.Size)) + 4)
                    pairs.Add((distance, a, b));
            }
        }

        var used = new HashSet<Contact>();
        var found = new List<(PixelBox Outside, PixelBox Inside)>();
        foreach ((double _, Contact a, Contact b) in pairs.OrderBy(pair => pair.Distance))
        {
            if (used.Contains(a) || used.Contains(b))
                continue;
            used.Add(a);
            used.Add(b);
            found.Add((a.Box, b.Box));
        }

        return found;
    }

    /// <summary>Connected ink a pixel beside the ring; what runs along it is none.</summary>
    private List<Contact> Contacts(bool inside)
    {
        var beside = new BitMask(_frame.Width, _frame.Height);
        for (int y = 0; y < _frame.Height; y++)
        {
            for (int x = 0; x < _frame.Width; x++)
            {
                if (_ink[x + _frame.Left, y + _frame.Top] && _inside[x, y] == inside && !IsNear(x, y, 1) && IsNear(x, y, 2))
                    beside[x, y] = true;
            }
        }

        return [.. ConnectedComponents.Find(beside).Where(blob => blob.Box.Longest <= (4 * _thickness) + 6)
            .Select(blob => new Contact(new PixelBox(blob.Box.Left + _frame.Left, blob.Box.Top + _frame.Top, blob.Box.Right + _frame.Left, blob.Box.Bottom + _frame.Top)))];
    }

    /// <summary>The smoothed rim of the ring is within one pixel of it.</summary>
    private bool IsNear(int x, int y, int reach) =>
        _ring[x, y] || _ring[x - reach, y] || _ring[x + reach, y] || _ring[x, y - reach] || _ring[x, y + reach];

    private sealed record Contact(PixelBox Box)
    {
        public double X => Box.CenterX;

        public double Y => Box.CenterY;

        public int Size => Box.Longest;
    }
}
