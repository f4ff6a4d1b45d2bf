namespace AiScholar.Rl.MultiModal;

/// <summary>Finds the rectangle that data is drawn in: the panel of another background, else what the long lines span.</summary>
internal static class PlotArea
{
    public static PixelBox? Find(ChartPicture picture)
    {
        if (picture.Backdrop.Panel is { } panel)
            return panel;
        RasterLine[] level = [.. picture.Lines.Where(line => line.IsLevel)], upright = [.. picture.Lines.Where(line => !line.IsLevel)];
        if (level.Length == 0 || upright.Length == 0)
            return null;
        return new PixelBox(
            Math.Min(level.Min(line => line.Start), upright.Min(line => line.From)),
            Math.Min(upright.Min(line => line.Start), level.Min(line => line.From)),
            Math.Max(level.Max(line => line.End), upright.Max(line => line.To)),
            Math.Max(upright.Max(line => line.End), level.Max(line => line.To)));
    }
}
