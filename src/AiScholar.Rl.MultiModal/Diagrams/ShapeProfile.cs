namespace AiScholar.Rl.MultiModal;

/// <summary>The outline of a shape as seen from its four sides: for each row its first and last column, for each column its first and last row.</summary>
internal sealed class ShapeProfile
{
    private readonly int[] _left, _right, _top, _bottom;

    public ShapeProfile(PixelBox box)
    {
        Box = box;
        _left = new int[box.Height];
        _right = new int[box.Height];
        _top = new int[box.Width];
        _bottom = new int[box.Width];
        Array.Fill(_left, int.MaxValue);
        Array.Fill(_right, -1);
        Array.Fill(_top, int.MaxValue);
        Array.Fill(_bottom, -1);
    }

    public PixelBox Box { get; }

    /// <summary>Adds a run of a row, end left out.</summary>
    public void Add(int y, int start, int end)
    {
        int row = y - Box.Top;
        _left[row] = Math.Min(_left[row], start);
        _right[row] = Math.Max(_right[row], end);
        for (int x = start; x < end; x++)
        {
            int column = x - Box.Left;
            _top[column] = Math.Min(_top[column], y);
            _bottom[column] = Math.Max(_bottom[column], y + 1);
        }
    }

    /// <summary>Adds another outline within the box.</summary>
    public void Add(ShapeProfile other)
    {
        for (int y = other.Box.Top; y < other.Box.Bottom; y++)
        {
            (int start, int end) = other.Across(y);
            if (end <= start)
                continue;
            int row = y - Box.Top;
            _left[row] = Math.Min(_left[row], start);
            _right[row] = Math.Max(_right[row], end);
        }

        for (int x = other.Box.Left; x < other.Box.Right; x++)
        {
            (int start, int end) = other.Down(x);
            if (end <= start)
                continue;
            int column = x - Box.Left;
            _top[column] = Math.Min(_top[column], start);
            _bottom[column] = Math.Max(_bottom[column], end);
        }
    }

    /// <summary>Gives rows and columns without a pixel, where a line parted the shape, the extent of their neighbours.</summary>
    public void Close()
    {
        Close(_left, _right);
        Close(_top, _bottom);
    }

    private static void Close(int[] starts, int[] ends)
    {
        for (int i = 1; i < ends.Length; i++)
        {
            if (ends[i] < 0)
                (starts[i], ends[i]) = (starts[i - 1], ends[i - 1]);
        }
    }

    /// <summary>The first column of a row and the one after its last; empty where the shape has no pixel.</summary>
    public (int Start, int End) Across(int y) => _right[y - Box.Top] < 0 ? (0, 0) : (_left[y - Box.Top], _right[y - Box.Top]);

    /// <summary>The first row of a column and the one after its last.</summary>
    public (int Start, int End) Down(int x) => _bottom[x - Box.Left] < 0 ? (0, 0) : (_top[x - Box.Left], _bottom[x - Box.Left]);

    /// <summary>Whether a point lies within the outline, seen across and down.</summary>
    public bool Contains(int x, int y)
    {
        if (!Box.Contains(x, y))
            return false;
        (int left, int right) = Across(y);
        (int top, int bottom) = Down(x);
        return x >= left && x < right && y >= top && y < bottom;
    }

    /// <summary>The area within, as seen across or down, whichever is less: a notch from any side counts as outside.</summary>
    public double FilledArea()
    {
        (double across, double down) = Areas();
        return Math.Min(across, down);
    }

    /// <summary>The area within, as seen across and as seen down.</summary>
    public (double Across, double Down) Areas()
    {
        double across = 0, down = 0;
        for (int i = 0; i < _left.Length; i++)
            across += Math.Max(0, _right[i] < 0 ? 0 : _right[i] - _left[i]);
        for (int i = 0; i < _top.Length; i++)
            down += Math.Max(0, _bottom[i] < 0 ? 0 : _bottom[i] - _top[i]);
        return (across, down);
    }
}
