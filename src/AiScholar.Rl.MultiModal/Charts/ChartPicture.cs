namespace AiScholar.Rl.MultiModal;

/// <summary>A chart's pixels taken apart: background, long lines, and the blobs that remain without them.</summary>
internal sealed class ChartPicture
{
    private const int Contrast = 14;
    private const double LineShare = 0.3;

    private ChartPicture(PixelGrid grid)
    {
        Grid = grid;
        Backdrop = Backdrop.Of(grid);
        Ink = Backdrop.Ink(grid, Contrast);
        List<RasterLine> lines = new LineFinder(grid, Ink).Find(LineShare);
        LineEraser.Erase(grid, Ink, lines, Backdrop);
        List<Blob> blobs = ConnectedComponents.Find(Ink);
        (List<RasterLine> dotted, HashSet<Blob> dots) = DotLines.Find(grid, blobs);
        foreach (PixelRun run in dots.SelectMany(dot => dot.Runs))
            Ink.Row(run.Y)[run.Start..run.End].Clear();
        if (dotted.Count > 0)
        {
            LineEraser.Erase(grid, Ink, dotted, Backdrop);
            blobs = ConnectedComponents.Find(Ink);
        }

        Lines = [.. lines, .. dotted];
        Blobs = blobs;
        Area = PlotArea.Find(this);
    }

    public PixelGrid Grid { get; }

    public Backdrop Backdrop { get; }

    /// <summary>What stands out from the background, long lines left out.</summary>
    public BitMask Ink { get; }

    public IReadOnlyList<RasterLine> Lines { get; }

    public IReadOnlyList<Blob> Blobs { get; }

    /// <summary>The rectangle that the data is drawn in, as far as background or lines show it; null when nothing does.</summary>
    public PixelBox? Area { get; }

    public static ChartPicture Of(PixelGrid grid) => new(grid);
}
