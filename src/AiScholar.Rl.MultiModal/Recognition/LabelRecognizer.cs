namespace AiScholar.Rl.MultiModal;

/// <summary>Reads the ink of one label, upright or turned.</summary>
internal static class LabelRecognizer
{
    private const int MostPixels = 4_000_000;

    /// <summary>Reads an upright line.</summary>
    public static LabelReading Read(InkPlane upright)
    {
        if (LabelNormalizer.Normalize(upright) is not { } line)
            return LabelReading.None;
        float[][] steps = LabelNetwork.Forward(LabelWeights.Default, line);
        LabelCandidate? text = LabelDecoder.Greedy(steps);
        // What plainly is a word needs no search for numbers.
        if (text is not null && text.LogProbability > -3 && !text.Text.Any(char.IsAsciiDigit) && text.Text.Length > 1)
            return new LabelReading([], text);
        IReadOnlyList<LabelCandidate> numbers = [.. LabelDecoder.DecodeNumbers(steps).Where(candidate => candidate.Value is not null).Take(4)];
        return new LabelReading(numbers, text);
    }

    /// <summary>Reads a label of unknown turn: upright unless another turn reads clearly better.</summary>
    public static (LabelReading Reading, double Angle) ReadTurned(InkPlane ink, CancellationToken cancellationToken = default)
    {
        (LabelReading best, double bestAngle, double bestScore) = (LabelReading.None, 0, double.NegativeInfinity);
        if (ink.Values.Length > MostPixels)
            return (best, 0);
        foreach (double angle in TextAngle.Candidates(ink))
        {
            cancellationToken.ThrowIfCancellationRequested();
            LabelReading reading = Read(ink.Rotate(angle));
            // A turn must earn its keep: a 6 is a 9 upside down.
            double score = Score(reading) - (angle == 0 ? 0 : 0.7);
            if (score > bestScore)
                (best, bestAngle, bestScore) = (reading, angle, score);
            if (angle == 0 && score > -0.15)
                break;
        }

        return (best, bestAngle);
    }

    private static double Score(LabelReading reading) => reading.NumberScore;
}
