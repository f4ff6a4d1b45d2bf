namespace AiScholar.Rl.MultiModal;

/// <summary>How much ink each pixel of a picture holds: 0 is background, 1 is full ink; row after row from the top left.</summary>
internal sealed class InkPlane(int width, int height)
{
    public int Width { get; } = width;

    public int Height { get; } = height;

    public float[] Values { get; } = new float[width * height];

    public Span<float> Row(int y) => Values.AsSpan(y * Width, Width);

    public float At(int x, int y) => x >= 0 && y >= 0 && x < Width && y < Height ? Values[(y * Width) + x] : 0;

    /// <summary>The value between pixels, by bilinear interpolation; outside is background. Pixel centres stand at whole numbers.</summary>
    public float Sample(double x, double y)
    {
        int left = (int)Math.Floor(x), top = (int)Math.Floor(y);
        float fx = (float)(x - left), fy = (float)(y - top);
        float above = (At(left, top) * (1 - fx)) + (At(left + 1, top) * fx);
        float below = (At(left, top + 1) * (1 - fx)) + (At(left + 1, top + 1) * fx);
        return (above * (1 - fy)) + (below * fy);
    }

    /// <summary>The plane turned by <paramref name="degrees"/> clockwise about its centre, on a plane large enough to hold it all.</summary>
    public InkPlane Rotate(double degrees)
    {
        double quarter = degrees / 90;
        if (quarter == Math.Round(quarter))
            return Turn(((int)quarter % 4 + 4) % 4);
        (double sin, double cos) = Math.SinCos(degrees * Math.PI / 180);
        int w = (int)Math.Ceiling((Width * Math.Abs(cos)) + (Height * Math.Abs(sin))), h = (int)Math.Ceiling((Width * Math.Abs(sin)) + (Height * Math.Abs(cos)));
        var turned = new InkPlane(w, h);
        double cx = (Width - 1) / 2.0, cy = (Height - 1) / 2.0, tx = (w - 1) / 2.0, ty = (h - 1) / 2.0;
        for (int y = 0; y < h; y++)
        {
            Span<float> row = turned.Row(y);
            for (int x = 0; x < w; x++)
                row[x] = Sample(cx + ((x - tx) * cos) + ((y - ty) * sin), cy - ((x - tx) * sin) + ((y - ty) * cos));
        }

        return turned;
    }

    /// <summary>The part from (left, top), right and bottom left out; what lies outside is background.</summary>
    public InkPlane Crop(int left, int top, int right, int bottom)
    {
        var part = new InkPlane(right - left, bottom - top);
        for (int y = 0; y < part.Height; y++)
        {
            Span<float> row = part.Row(y);
            for (int x = 0; x < part.Width; x++)
                row[x] = At(left + x, top + y);
        }

        return part;
    }

    /// <summary>The smallest box around the pixels above <paramref name="threshold"/>, right and bottom left out; null when there is none.</summary>
    public (int Left, int Top, int Right, int Bottom)? Bounds(float threshold)
    {
        int left = Width, top = Height, right = -1, bottom = -1;
        for (int y = 0; y < Height; y++)
        {
            ReadOnlySpan<float> row = Row(y);
            for (int x = 0; x < row.Length; x++)
            {
                if (row[x] <= threshold)
                    continue;
                (left, right) = (Math.Min(left, x), Math.Max(right, x));
                (top, bottom) = (Math.Min(top, y), y);
            }
        }

        return right < 0 ? null : (left, top, right + 1, bottom + 1);
    }

    private InkPlane Turn(int quarters)
    {
        InkPlane turned = quarters % 2 == 0 ? new InkPlane(Width, Height) : new InkPlane(Height, Width);
        for (int y = 0; y < Height; y++)
        {
            for (int x = 0; x < Width; x++)
            {
                (int tx, int ty) = quarters switch
                {
                    1 => (Height - 1 - y, x),
                    2 => (Width - 1 - x, Height - 1 - y),
                    3 => (y, Width - 1 - x),
                    _ => (x, y),
                };
                turned.Values[(ty * turned.Width) + tx] = Values[(y * Width) + x];
            }
        }

        return turned;
    }
}
