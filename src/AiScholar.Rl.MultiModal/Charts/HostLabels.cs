namespace AiScholar.Rl.MultiModal;

/// <summary>Has a host's own reader read a chart's labels in place of the built-in one.</summary>
internal static class HostLabels
{
    private const int Margin = 2;
    private const double LeastConfidence = 1e-6;

    /// <summary>Reads each block that may be a label; the reader gets the block alone, on the chart's background, and finds its turn itself.</summary>
    public static async ValueTask ReadAsync(ChartPicture picture, IEnumerable<TextBlock> blocks, IChartLabelReader reader, CancellationToken cancellationToken)
    {
        foreach (TextBlock block in blocks)
        {
            cancellationToken.ThrowIfCancellationRequested();
            ChartLabel label = await reader.ReadAsync(Crop(picture, block), cancellationToken).ConfigureAwait(false);
            double logProbability = Math.Log(label.Confidence is >= LeastConfidence and <= 1 ? label.Confidence : LeastConfidence);
            LabelCandidate? text = string.IsNullOrEmpty(label.Text) ? null : new LabelCandidate(label.Text, label.Value, logProbability);
            block.Given = label.Value is { } value && double.IsFinite(value) ? new LabelReading([new LabelCandidate(label.Text, value, logProbability)], text) : new LabelReading([], text);
        }
    }

    private static RasterImage Crop(ChartPicture picture, TextBlock block)
    {
        PixelBox box = block.Box.Inflate(Margin).Clip(picture.Grid.Bounds);
        var pixels = new byte[box.Width * box.Height * 4];
        for (int y = box.Top; y < box.Bottom; y++)
        {
            for (int x = box.Left; x < box.Right; x++)
                Set(x, y, picture.Backdrop.ColorAt(x, y));
        }

        foreach (PixelRun run in block.Blobs.SelectMany(blob => blob.Runs))
        {
            // One pixel around, for the faint rim of letters.
            for (int y = Math.Max(box.Top, run.Y - 1); y <= Math.Min(box.Bottom - 1, run.Y + 1); y++)
            {
                for (int x = Math.Max(box.Left, run.Start - 1); x < Math.Min(box.Right, run.End + 1); x++)
                    Set(x, y, picture.Grid.At(x, y));
            }
        }

        return new RasterImage { Width = box.Width, Height = box.Height, Pixels = pixels };

        void Set(int x, int y, int color)
        {
            RgbaColor c = PixelGrid.Unpack(color);
            Span<byte> at = pixels.AsSpan((((y - box.Top) * box.Width) + x - box.Left) * 4, 4);
            (at[0], at[1], at[2], at[3]) = (c.R, c.G, c.B, 255);
        }
    }
}
