namespace AiScholar.Rl.MultiModal;

/// <summary>A yes or no for each pixel.</summary>
internal sealed class BitMask(int width, int height)
{
    private readonly bool[] _bits = new bool[width * height];

    public int Width { get; } = width;

    public int Height { get; } = height;

    public bool this[int x, int y]
    {
        get => (uint)x < (uint)Width && (uint)y < (uint)Height && _bits[(y * Width) + x];
        set => _bits[(y * Width) + x] = value;
    }

    public Span<bool> Row(int y) => _bits.AsSpan(y * Width, Width);

    /// <summary>A pixel is set that has no unset neighbour left, right, above or below; what lies outside counts as unset.</summary>
    public bool IsInside(int x, int y) => this[x, y] && this[x - 1, y] && this[x + 1, y] && this[x, y - 1] && this[x, y + 1];

    public int Count() => _bits.AsSpan().Count(true);
}
