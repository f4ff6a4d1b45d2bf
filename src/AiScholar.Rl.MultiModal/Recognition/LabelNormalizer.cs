namespace AiScholar.Rl.MultiModal;

/// <summary>Brings an upright line of text to the height that the label network reads.</summary>
internal static class LabelNormalizer
{
    public const int Height = 32;

    private const int TextHeight = 24;
    private const int Margin = 4;
    private const int MaximumWidth = 400;
    private const float Ink = 0.4f;

    /// <summary>The line scaled so that its ink is 24 pixels high, margins of 4 around; null when there is no ink. The width is even.</summary>
    public static InkPlane? Normalize(InkPlane line)
    {
        if (line.Bounds(Ink) is not { } box)
            return null;
        double height = box.Bottom - box.Top, width = box.Right - box.Left;
        // A lone minus sign or a full stop must not fill the line.
        double scale = TextHeight / Math.Max(height, Math.Min(width * 0.35, 12));
        int w = (int)Math.Min(MaximumWidth, Math.Ceiling(width * scale)) + (2 * Margin);
        w += w & 1;
        var normal = new InkPlane(w, Height);
        double top = box.Top - 0.5 + (height / 2), left = box.Left - 0.5;
        double step = 1 / scale, area = Math.Max(1, step);
        int taps = (int)Math.Ceiling(area);
        for (int y = 0; y < Height; y++)
        {
            Span<float> row = normal.Row(y);
            double sy = top + ((y + 0.5 - (Height / 2.0)) * step);
            for (int x = 0; x < w; x++)
                row[x] = Average(line, left + ((x + 0.5 - Margin) * step), sy, step, taps);
        }

        return normal;
    }

    /// <summary>The mean over the source area of one target pixel; without it thin strokes vanish when a large label shrinks.</summary>
    private static float Average(InkPlane line, double x, double y, double step, int taps)
    {
        if (taps == 1)
            return line.Sample(x, y);
        float sum = 0;
        for (int j = 0; j < taps; j++)
        {
            for (int i = 0; i < taps; i++)
                sum += line.Sample(x + ((((i + 0.5) / taps) - 0.5) * step), y + ((((j + 0.5) / taps) - 0.5) * step));
        }

        return sum / (taps * taps);
    }
}
