namespace AiScholar.Rl.MultiModal;

/// <summary>The outline and filling of a marker, relative to its middle.</summary>
internal sealed class MarkerShape
{
    private const int MostInside = 80;
    private const double Mirrored = 0.12;
    private const int LeastWithin = 150;

    public MarkerShape(Blob blob)
    {
        Mask = blob.ToMask();
        (Width, Height, Area) = (blob.Box.Width, blob.Box.Height, blob.Area);
        var rim = new List<(int X, int Y, int OutX, int OutY)>();
        var inside = new List<(int X, int Y)>();
        for (int y = 0; y < Height; y++)
        {
            for (int x = 0; x < Width; x++)
            {
                if (!Mask[x, y])
                    continue;
                inside.Add((x, y));
                if (Mask.IsInside(x, y))
                    continue;
                int outX = (Mask[x - 1, y] ? 0 : -1) + (Mask[x + 1, y] ? 0 : 1), outY = (Mask[x, y - 1] ? 0 : -1) + (Mask[x, y + 1] ? 0 : 1);
                rim.Add((x, y, outX, outY));
            }
        }

        Rim = rim;
        IsThin = rim.Count >= 0.72 * Area;
        Filling = inside;
        IsMirrored = Math.Min(inside.Count(pixel => !Mask[Width - 1 - pixel.X, pixel.Y]), inside.Count(pixel => !Mask[pixel.X, Height - 1 - pixel.Y])) <= Mirrored * rim.Count;
        Inside = Some(inside);
        Within = Area < LeastWithin || IsThin ? Inside : Some([.. inside.Where(pixel => Mask.IsInside(pixel.X, pixel.Y))]);
    }

    public BitMask Mask { get; }

    public int Width { get; }

    public int Height { get; }

    public int Area { get; }

    /// <summary>Whether it is of strokes so thin that hardly a pixel lies inside.</summary>
    public bool IsThin { get; }

    /// <summary>Whether it is nearly its own mirror image, left to right or top to bottom.</summary>
    public bool IsMirrored { get; }

    /// <summary>Pixels of the outline and the way out of the shape from each.</summary>
    public IReadOnlyList<(int X, int Y, int OutX, int OutY)> Rim { get; }

    /// <summary>Every pixel.</summary>
    public IReadOnlyList<(int X, int Y)> Filling { get; }

    /// <summary>Pixels spread over the shape, enough to tell whether it fits.</summary>
    public IReadOnlyList<(int X, int Y)> Inside { get; }

    /// <summary>The same without the outline where the shape is large: the rim of one marker is a pixel wider than that of the next.</summary>
    public IReadOnlyList<(int X, int Y)> Within { get; }

    /// <summary>Intersection over union with a blob of about the same size, both laid with their top left corners together.</summary>
    public double Likeness(Blob blob)
    {
        if (Math.Abs(blob.Box.Width - Width) > 1 + (Width / 12) || Math.Abs(blob.Box.Height - Height) > 1 + (Height / 12))
            return 0;
        BitMask other = blob.ToMask();
        double best = 0;
        for (int dy = -1; dy <= 1; dy++)
        {
            for (int dx = -1; dx <= 1; dx++)
            {
                int both = 0;
                foreach ((int x, int y) in Filling)
                {
                    if (other[x + dx, y + dy])
                        both++;
                }

                best = Math.Max(best, (double)both / (Area + blob.Area - both));
            }
        }

        return best;
    }

    private static List<(int X, int Y)> Some(List<(int X, int Y)> pixels)
    {
        int step = Math.Max(1, pixels.Count / MostInside);
        return [.. pixels.Where((_, index) => index % step == 0)];
    }
}
