namespace AiScholar.Rl.MultiModal;

/// <summary>Reads labels by the network that ships with the package.</summary>
internal sealed class ChartLabelReader : IChartLabelReader
{
    private const double Trimmed = 1;

    public async ValueTask<ChartLabel> ReadAsync(RasterImage image, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(image);
        if (image.Width < 1 || image.Height < 1 || image.Pixels.Length != (long)image.Width * image.Height * 4)
            throw new ArgumentException($"The picture says {image.Width} x {image.Height} pixels and has {image.Pixels.Length} bytes; it must have four for each pixel.", nameof(image));
        return await Task.Run(() => Read(image, cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    private static ChartLabel Read(RasterImage image, CancellationToken cancellationToken)
    {
        InkPlane ink = InkExtractor.Extract(image);
        (LabelReading reading, double angle) = LabelRecognizer.ReadTurned(ink, cancellationToken);
        foreach (InkPlane part in LabelTrim.Alternatives(ink))
        {
            (LabelReading trimmed, double turn) = LabelRecognizer.ReadTurned(part, cancellationToken);
            if (trimmed.NumberScore > reading.NumberScore + Trimmed)
                (reading, angle) = (trimmed, turn);
        }

        LabelCandidate? number = reading.Numbers.Count > 0 ? reading.Numbers[0] : null;
        // A word may be forced into a number; then the free reading is far likelier.
        bool isNumber = number is not null && (reading.Text is null || number.LogProbability > reading.Text.LogProbability - 6);
        LabelCandidate? best = isNumber ? number : reading.Text;
        return new ChartLabel { Text = best?.Text ?? "", Value = isNumber ? number!.Value : null, Confidence = best is null ? 0 : Math.Exp(Math.Min(0, best.LogProbability)), Rotation = -angle };
    }
}
