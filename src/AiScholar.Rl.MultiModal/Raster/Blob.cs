namespace AiScholar.Rl.MultiModal;

/// <summary>A connected set of pixels.</summary>
internal sealed class Blob(IReadOnlyList<PixelRun> runs)
{
    /// <summary>Its runs, down and across.</summary>
    public IReadOnlyList<PixelRun> Runs { get; } = runs;

    public PixelBox Box { get; } = new(runs.Min(run => run.Start), runs.Min(run => run.Y), runs.Max(run => run.End), runs.Max(run => run.Y) + 1);

    public int Area { get; } = runs.Sum(run => run.Length);

    /// <summary>The share of its box that it fills, above 0 to 1.</summary>
    public double Fill => (double)Area / Box.Area;

    public (double X, double Y) Centroid
    {
        get
        {
            double x = 0, y = 0;
            foreach (PixelRun run in Runs)
            {
                x += run.Length * (run.Start + run.End - 1) / 2.0;
                y += run.Length * (double)run.Y;
            }

            return ((x / Area) + 0.5, (y / Area) + 0.5);
        }
    }

    public IEnumerable<(int X, int Y)> Pixels
    {
        get
        {
            foreach (PixelRun run in Runs)
            {
                for (int x = run.Start; x < run.End; x++)
                    yield return (x, run.Y);
            }
        }
    }

    /// <summary>The set pixels of its box, as a mask of the box's size.</summary>
    public BitMask ToMask()
    {
        var mask = new BitMask(Box.Width, Box.Height);
        foreach (PixelRun run in Runs)
            mask.Row(run.Y - Box.Top).Slice(run.Start - Box.Left, run.Length).Fill(true);
        return mask;
    }
}
