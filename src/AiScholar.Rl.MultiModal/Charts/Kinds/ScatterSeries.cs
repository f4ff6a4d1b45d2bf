namespace AiScholar.Rl.MultiModal;

/// <summary>Gives the markers of a scatter plot to the entries of its legend, by the colour of their middles.</summary>
internal static class ScatterSeries
{
    private const int SameColor = 60 * 60;
    private const int Reach = 1;

    /// <summary>The legend of a picture.</summary>
    public static List<LegendKey> Legend(ChartPicture picture, IReadOnlyList<TextBlock> blocks, FittedAxis x, FittedAxis y)
    {
        IReadOnlyList<TextBlock> clean = TextBlockCleaner.Clean(blocks, RasterPlotArea.Find(picture, x, y));
        HashSet<TextBlock> labels = [.. x.Labels.Concat(y.Labels).Select(label => label.Block!)];
        return RasterLegendFinder.Find(picture, TextPieceFinder.Find(picture, clean), labels);
    }

    /// <summary>The blobs of a legend, which are no data.</summary>
    public static IEnumerable<Blob> Blobs(ChartPicture picture, IReadOnlyList<LegendKey> legend) =>
        picture.Blobs.Where(blob => legend.Any(key => key.Box.Inflate(2).Contains(blob.Box.CenterX, blob.Box.CenterY)) || (legend.Count > 1 && IsFrame(blob, legend)));

    /// <summary>The series: those of the legend with their names, and one for each other colour.</summary>
    public static IEnumerable<ChartSeries> Group(ChartPicture picture, IReadOnlyList<FoundMarker> markers, IReadOnlyList<LegendKey> legend, Func<FoundMarker, ChartPoint> point) => markers
        .GroupBy(marker => KeyOf(picture, marker, legend) is var key and >= 0 ? key : legend.Count + marker.ColorClass)
        .OrderBy(group => group.Key)
        .Select(group => new ChartSeries { Name = group.Key < legend.Count ? legend[group.Key].Name : null, Points = [.. group.Select(point)] });

    private static bool IsFrame(Blob blob, IReadOnlyList<LegendKey> legend) => blob.Fill < 0.2 && legend.All(key => new BoundingBox(blob.Box.Left - 2, blob.Box.Top - 2, blob.Box.Width + 4, blob.Box.Height + 4).Contains(key.Box));

    private static int KeyOf(ChartPicture picture, FoundMarker marker, IReadOnlyList<LegendKey> legend)
    {
        (int best, int least) = (-1, SameColor);
        for (int i = 0; i < legend.Count; i++)
        {
            int off = int.MaxValue;
            for (int y = (int)marker.Y - Reach; y <= (int)marker.Y + Reach; y++)
            {
                for (int x = (int)marker.X - Reach; x <= (int)marker.X + Reach; x++)
                {
                    if ((uint)x < (uint)picture.Grid.Width && (uint)y < (uint)picture.Grid.Height)
                        off = Math.Min(off, PixelGrid.DistanceSquared(picture.Grid.At(x, y), legend[i].Color));
                }
            }

            if (off < least)
                (best, least) = (i, off);
        }

        return best;
    }
}
