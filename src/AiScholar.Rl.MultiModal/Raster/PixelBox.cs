namespace AiScholar.Rl.MultiModal;

/// <summary>A rectangle of whole pixels, right and bottom left out.</summary>
internal readonly record struct PixelBox(int Left, int Top, int Right, int Bottom)
{
    public int Width => Right - Left;

    public int Height => Bottom - Top;

    public double CenterX => (Left + Right) / 2.0;

    public double CenterY => (Top + Bottom) / 2.0;

    public int Area => Math.Max(0, Width) * Math.Max(0, Height);

    public int Longest => Math.Max(Width, Height);

    public bool Contains(double x, double y) => x >= Left && x < Right && y >= Top && y < Bottom;

    public bool Contains(PixelBox other) => other.Left >= Left && other.Top >= Top && other.Right <= Right && other.Bottom <= Bottom;

    public bool Overlaps(PixelBox other) => other.Left < Right && other.Right > Left && other.Top < Bottom && other.Bottom > Top;

    public PixelBox Union(PixelBox other) => new(Math.Min(Left, other.Left), Math.Min(Top, other.Top), Math.Max(Right, other.Right), Math.Max(Bottom, other.Bottom));

    public PixelBox Inflate(int margin) => new(Left - margin, Top - margin, Right + margin, Bottom + margin);

    /// <summary>The part within another box; of no area when they are apart.</summary>
    public PixelBox Clip(PixelBox other)
    {
        int left = Math.Max(Left, other.Left), top = Math.Max(Top, other.Top);
        return new PixelBox(left, top, Math.Max(left, Math.Min(Right, other.Right)), Math.Max(top, Math.Min(Bottom, other.Bottom)));
    }

    /// <summary>How far two boxes stand apart: the larger of the gaps across and down, 0 when they touch.</summary>
    public int Gap(PixelBox other) => Math.Max(
        Math.Max(0, Math.Max(other.Left - Right, Left - other.Right)),
        Math.Max(0, Math.Max(other.Top - Bottom, Top - other.Bottom)));

    public BoundingBox ToBoundingBox() => new(Left, Top, Width, Height);
}
