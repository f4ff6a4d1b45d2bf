using System.Runtime.InteropServices;

namespace AiScholar.Rl.MultiModal;

/// <summary>Pixels cut from a page's picture.</summary>
internal sealed class FormulaPicture
{
    private const int Contrast = 24;
    private const double MarginInPoints = 2;

    private readonly uint[] _pixels;
    private readonly int _width;
    private readonly int _height;
    private readonly double _scale;
    private readonly BoundingBox _box;

    private FormulaPicture(uint[] pixels, int width, int height, double scale, BoundingBox box) => (_pixels, _width, _height, _scale, _box) = (pixels, width, height, scale, box);

    /// <summary>Cuts a box out of the picture of a part of the page, both in points.</summary>
    public static FormulaPicture Cut(RasterImage image, BoundingBox part, BoundingBox box)
    {
        double scale = image.Width / part.Width, down = image.Height / part.Height;
        int left = (int)Math.Clamp((box.Left - part.Left) * scale, 0, image.Width - 1), right = (int)Math.Clamp(Math.Ceiling((box.Right - part.Left) * scale), left + 1, image.Width);
        int top = (int)Math.Clamp((box.Top - part.Top) * down, 0, image.Height - 1), bottom = (int)Math.Clamp(Math.Ceiling((box.Bottom - part.Top) * down), top + 1, image.Height);
        ReadOnlySpan<uint> source = MemoryMarshal.Cast<byte, uint>(image.Pixels.Span);
        var pixels = new uint[(right - left) * (bottom - top)];
        for (int y = top; y < bottom; y++)
            source.Slice((y * image.Width) + left, right - left).CopyTo(pixels.AsSpan((y - top) * (right - left)));
        return new FormulaPicture(pixels, right - left, bottom - top, scale, new BoundingBox(part.Left + (left / scale), part.Top + (top / down), (right - left) / scale, (bottom - top) / down));
    }

    /// <summary>Paints a box, in points of the page, in the colour of the paper.</summary>
    public void Erase(BoundingBox box)
    {
        uint paper = Paper();
        int left = (int)Math.Clamp((box.Left - _box.Left) * _scale, 0, _width), right = (int)Math.Clamp(Math.Ceiling((box.Right - _box.Left) * _scale), left, _width);
        int top = (int)Math.Clamp((box.Top - _box.Top) * _scale, 0, _height), bottom = (int)Math.Clamp(Math.Ceiling((box.Bottom - _box.Top) * _scale), top, _height);
        for (int y = top; y < bottom; y++)
            _pixels.AsSpan((y * _width) + left, right - left).Fill(paper);
    }

    /// <summary>The picture cut to its ink and a margin; all of it when there is no ink.</summary>
    public RasterImage Trim()
    {
        uint paper = Paper();
        int left = _width, right = -1, top = _height, bottom = -1;
        for (int i = 0; i < _pixels.Length; i++)
        {
            if (_pixels[i] == paper || !Differs(_pixels[i], paper))
                continue;
            (int y, int x) = Math.DivRem(i, _width);
            (left, right, top, bottom) = (Math.Min(left, x), Math.Max(right, x), Math.Min(top, y), Math.Max(bottom, y));
        }

        if (right < 0)
            (left, right, top, bottom) = (0, _width - 1, 0, _height - 1);
        int margin = Math.Max(1, (int)Math.Round(MarginInPoints * _scale)), width = right - left + 1 + (2 * margin), height = bottom - top + 1 + (2 * margin);
        var trimmed = new uint[width * height];
        trimmed.AsSpan().Fill(paper);
        for (int y = top; y <= bottom; y++)
            _pixels.AsSpan((y * _width) + left, right - left + 1).CopyTo(trimmed.AsSpan(((y - top + margin) * width) + margin));
        return new RasterImage { Width = width, Height = height, Pixels = MemoryMarshal.AsBytes(trimmed.AsSpan()).ToArray(), DotsPerInch = 72 * _scale };
    }

    /// <summary>The most frequent colour at the edge.</summary>
    private uint Paper()
    {
        var counts = new Dictionary<uint, int>();
        for (int x = 0; x < _width; x++)
        {
            Count(x);
            Count(((_height - 1) * _width) + x);
        }

        for (int y = 0; y < _height; y++)
        {
            Count(y * _width);
            Count((y * _width) + _width - 1);
        }

        return counts.MaxBy(pair => pair.Value).Key;

        void Count(int index) => CollectionsMarshal.GetValueRefOrAddDefault(counts, _pixels[index], out _)++;
    }

    private static bool Differs(uint one, uint other)
    {
        for (int shift = 0; shift < 32; shift += 8)
        {
            if (Math.Abs((int)((one >> shift) & 255) - (int)((other >> shift) & 255)) > Contrast)
                return true;
        }

        return false;
    }
}
