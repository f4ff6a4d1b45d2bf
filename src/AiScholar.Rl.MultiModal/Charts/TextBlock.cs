namespace AiScholar.Rl.MultiModal;

/// <summary>Blobs that stand as close as the letters of a word.</summary>
internal sealed class TextBlock(IReadOnlyList<Blob> blobs)
{
    private readonly Dictionary<double, LabelReading> _readings = [];
    private InkPlane? _ink;

    public IReadOnlyList<Blob> Blobs { get; } = blobs;

    public PixelBox Box { get; } = blobs.Select(blob => blob.Box).Aggregate((a, b) => a.Union(b));

    /// <summary>The block that this is one line of; null for what stands alone.</summary>
    public TextBlock? Whole { get; init; }

    /// <summary>What a host's reader says of the block, whatever its turn; null for the built-in reader.</summary>
    public LabelReading? Given { get; set; }

    /// <summary>The block's own ink, its surroundings left out.</summary>
    public InkPlane Ink(ChartPicture picture) => _ink ??= Cut(picture);

    /// <summary>Reads the block after a turn in degrees clockwise; each turn is read once.</summary>
    public LabelReading Read(ChartPicture picture, double turn)
    {
        if (Given is not null)
            return Given;
        if (!_readings.TryGetValue(turn, out LabelReading? reading))
            _readings.Add(turn, reading = LabelRecognizer.Read(Ink(picture).Rotate(turn)));
        return reading;
    }

    private InkPlane Cut(ChartPicture picture)
    {
        PixelBox box = Box.Inflate(1);
        var ink = new InkPlane(box.Width, box.Height);
        foreach (Blob blob in Blobs)
        {
            foreach (PixelRun run in blob.Runs)
            {
                // One pixel around, for the faint rim of letters.
                for (int y = Math.Max(0, run.Y - 1); y <= Math.Min(picture.Grid.Height - 1, run.Y + 1); y++)
                {
                    for (int x = Math.Max(0, run.Start - 1); x < Math.Min(picture.Grid.Width, run.End + 1); x++)
                        ink.Values[((y - box.Top) * box.Width) + x - box.Left] = MathF.Sqrt(PixelGrid.DistanceSquared(picture.Grid.At(x, y), picture.Backdrop.ColorAt(x, y)));
                }
            }
        }

        InkExtractor.Scale(ink.Values);
        return ink;
    }
}
