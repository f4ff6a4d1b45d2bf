namespace AiScholar.Rl.MultiModal;

/// <summary>Reads the lines of text of a diagram one by one with the reader of short labels.</summary>
internal sealed class DiagramLabels(IChartLabelReader reader)
{
    private const int MostLines = 400;
    private const double LeastConfidence = 0.5;
    private const int Margin = 2;

    /// <summary>The lines that could be read, as words of the picture.</summary>
    public async ValueTask<IReadOnlyList<PageWord>> ReadAsync(RasterImage picture, IReadOnlyList<BoundingBox> lines, CancellationToken cancellationToken)
    {
        var words = new List<PageWord>();
        foreach (BoundingBox line in lines.Take(MostLines))
        {
            if (Crop(picture, line) is not { } crop)
                continue;
            ChartLabel label = await reader.ReadAsync(crop, cancellationToken).ConfigureAwait(false);
            if (label.Text.Length > 0 && label.Confidence >= LeastConfidence)
                words.Add(new PageWord { Text = label.Text, BoundingBox = line, Baseline = line.Bottom, FontSize = line.Height, Confidence = label.Confidence });
        }

        return words;
    }

    private static RasterImage? Crop(RasterImage picture, BoundingBox line)
    {
        PixelBox box = new PixelBox((int)line.Left - Margin, (int)line.Top - Margin, (int)Math.Ceiling(line.Right) + Margin, (int)Math.Ceiling(line.Bottom) + Margin)
            .Clip(new PixelBox(0, 0, picture.Width, picture.Height));
        if (box.Width < 4 || box.Height < 4)
            return null;
        var pixels = new byte[box.Area * 4];
        for (int y = 0; y < box.Height; y++)
            picture.Pixels.Span.Slice((((box.Top + y) * picture.Width) + box.Left) * 4, box.Width * 4).CopyTo(pixels.AsSpan(y * box.Width * 4));
        return new RasterImage { Width = box.Width, Height = box.Height, Pixels = pixels };
    }
}
