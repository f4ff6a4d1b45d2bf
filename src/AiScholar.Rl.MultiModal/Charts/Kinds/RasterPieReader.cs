namespace AiScholar.Rl.MultiModal;

/// <summary>Reads a pie from pixels: flat sectors that make up a disc or a ring.</summary>
internal static class RasterPieReader
{
    private const double SmallestShare = 0.05;
    private const double Round = 0.06;
    private const double NameReach = 0.75;

    public static ChartContent? Read(ChartPicture picture, IReadOnlyList<TextPiece> pieces, IReadOnlyList<LegendKey> legend)
    {
        BitMask ink = picture.Backdrop.Ink(picture.Grid, 14);
        int background = picture.Backdrop.Color;
        Blob? disc = ConnectedComponents.Find(SolidFinder.Open(ink)).MaxBy(blob => blob.Area);
        if (disc is null)
            return null;
        int[] palette = legend.Count > 0 ? [.. legend.Select(key => key.Color)] : DataPalette.Find(picture.Grid, ink, background, []);
        List<(Blob Blob, int Color)> sectors = [];
        var layers = ColorLayers.Of(picture.Grid, ink, background, palette);
        for (int color = 0; color < palette.Length; color++)
            sectors.AddRange(ConnectedComponents.Find(SolidFinder.Open(layers.MaskOf(color))).Select(blob => (blob, color)));
        int least = (int)(0.004 * picture.Grid.Colors.Length * 0.3);
        sectors.RemoveAll(sector => sector.Blob.Area < Math.Max(60, least) || IsKey(sector.Blob, legend));
        if (sectors.Count < 2)
            return null;
        PixelBox box = sectors.Select(sector => sector.Blob.Box).Aggregate((a, b) => a.Union(b));
        double area = sectors.Sum(sector => sector.Blob.Area), round = Math.PI / 4 * box.Width * box.Height, radius = (box.Width + box.Height) / 4.0;
        if (box.Area < SmallestShare * picture.Grid.Colors.Length || Math.Abs(box.Width - box.Height) > Math.Max(4, Round * box.Width) || area > 1.05 * round || area < 0.45 * round || !IsDisc(sectors, box, radius))
            return null;
        return PieBuilder.Build([.. sectors.Select(sector => Slice(sector.Blob, sector.Color))], 0.9);

        SceneSlice Slice(Blob blob, int color)
        {
            (double x, double y) = blob.Centroid;
            double direction = Math.Atan2(y - box.CenterY, x - box.CenterX);
            return new SceneSlice(blob.Area, direction, color, color < legend.Count ? legend[color].Name : NameNear(pieces, box, radius, direction));
        }
    }

    private static bool IsKey(Blob blob, IReadOnlyList<LegendKey> legend) => legend.Any(key => key.Box.Contains(blob.Box.CenterX, blob.Box.CenterY));

    /// <summary>No sector leaves the disc, and the four corners of the box are free.</summary>
    private static bool IsDisc(List<(Blob Blob, int Color)> sectors, PixelBox box, double radius)
    {
        int outside = 0, total = 0;
        foreach ((Blob blob, _) in sectors)
        {
            foreach (PixelRun run in blob.Runs)
            {
                double dy = run.Y + 0.5 - box.CenterY, half = Math.Sqrt(Math.Max(0, ((radius + 2) * (radius + 2)) - (dy * dy)));
                outside += Math.Max(0, (int)(box.CenterX - half) - run.Start) + Math.Max(0, run.End - (int)Math.Ceiling(box.CenterX + half));
                total += run.Length;
            }
        }

        return outside < 0.01 * total;
    }

    private static string? NameNear(IReadOnlyList<TextPiece> pieces, PixelBox box, double radius, double direction)
    {
        (double x, double y) = (box.CenterX + (radius * Math.Cos(direction)), box.CenterY + (radius * Math.Sin(direction)));
        TextPiece? nearest = pieces.Where(piece => piece.Box.Height >= 5 && piece.Box.Height < 0.15 * box.Height).MinBy(piece => Away(piece.Box, x, y));
        return nearest is not null && Away(nearest.Box, x, y) < NameReach * radius && nearest.Text.Length > 0 ? nearest.Text : null;
    }

    private static double Away(PixelBox box, double x, double y)
    {
        double dx = Math.Max(0, Math.Max(box.Left - x, x - box.Right)), dy = Math.Max(0, Math.Max(box.Top - y, y - box.Bottom));
        return Math.Sqrt((dx * dx) + (dy * dy));
    }
}
