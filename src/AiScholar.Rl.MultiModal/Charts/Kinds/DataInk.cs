namespace AiScholar.Rl.MultiModal;

/// <summary>The ink of the data: what stands within the plot area, without its lines, its gridlines and the legend.</summary>
internal static class DataInk
{
    private const int Contrast = 14;
    private const int Thin = 4;
    private const double Whole = 0.85;
    private const int SameColor = 48 * 48;

    public static BitMask Of(ChartPicture picture, PixelBox area, IReadOnlyList<LegendKey> legend)
    {
        BitMask ink = picture.Backdrop.Ink(picture.Grid, Contrast);
        PixelBox inside = area.Clip(picture.Grid.Bounds);
        for (int y = 0; y < ink.Height; y++)
        {
            Span<bool> row = ink.Row(y);
            if (y < inside.Top || y >= inside.Bottom)
            {
                row.Clear();
                continue;
            }

            row[..inside.Left].Clear();
            row[inside.Right..].Clear();
        }

        if (picture.Backdrop.Panel is not null)
            ClearGrid(picture, ink);
        foreach (RasterLine line in picture.Lines)
        {
            // What spans the whole area is an axis or a gridline, of whatever colour.
            if (line.To - line.From <= Math.Max(Thin, Math.Min(picture.Grid.Width, picture.Grid.Height) / 140) && line.Length > Whole * (line.IsLevel ? area.Width : area.Height))
                Clear(picture, ink, line);
        }

        foreach (LegendKey key in legend)
        {
            PixelBox box = new PixelBox((int)key.Box.Left - 5, (int)key.Box.Top - 4, (int)Math.Ceiling(key.Box.Right) + 5, (int)Math.Ceiling(key.Box.Bottom) + 4).Clip(picture.Grid.Bounds);
            for (int y = box.Top; y < box.Bottom; y++)
                ink.Row(y)[box.Left..box.Right].Clear();
        }

        return ink;
    }

    /// <summary>Gridlines on a panel are often left in the colour of the page, also between bars, where they are no long lines.</summary>
    private static void ClearGrid(ChartPicture picture, BitMask ink)
    {
        for (int y = 0; y < ink.Height; y++)
        {
            Span<bool> row = ink.Row(y);
            for (int x = 0; x < row.Length; x++)
            {
                if (row[x] && ColorBlend.Of(picture.Grid.At(x, y), picture.Backdrop.PanelColor, picture.Backdrop.Color) is { Share: > 0.1 and < 1.1, Off: < 12 })
                    row[x] = false;
            }
        }
    }

    private static void Clear(ChartPicture picture, BitMask ink, RasterLine line)
    {
        PixelBox box = line.Box.Inflate(2).Clip(picture.Grid.Bounds);
        for (int y = box.Top; y < box.Bottom; y++)
        {
            for (int x = box.Left; x < box.Right; x++)
            {
                (double share, double off) = ColorBlend.Of(picture.Grid.At(x, y), picture.Backdrop.ColorAt(x, y), line.Color);
                bool near = line.IsLevel ? y >= line.From - 1 && y <= line.To : x >= line.From - 1 && x <= line.To;
                if (ink[x, y] && ((near && PixelGrid.DistanceSquared(picture.Grid.At(x, y), line.Color) < SameColor) || (off < 24 && share > 0.3 && share < (near ? 1.1 : 0.85))))
                    ink[x, y] = false;
            }
        }
    }
}
