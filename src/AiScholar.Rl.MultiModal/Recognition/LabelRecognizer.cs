namespace AiScholar.Rl.MultiModal;

/// <summary>Reads the ink of one label, upright or turned.</summary>
internal static class LabelRecognizer
{
    private const int MostPixels = 4_000_000;
    private const double Turned = 0.7;

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
        LabelInk pieces = LabelInk.Of(ink);
        foreach (double angle in TextAngle.Candidates(ink, pieces))
        {
            cancellationToken.ThrowIfCancellationRequested();
            LabelReading reading = Read(ink.Rotate(angle));
            // A turn must earn its keep: a 6 is a 9 upside down.
            double score = reading.NumberScore - Misfit(reading, pieces, angle) - (angle == 0 ? 0 : Turned);
            if (score > bestScore)
                (best, bestAngle, bestScore) = (reading, angle, score);
            if (angle == 0 && score > -0.15)
                break;
        }

        return (best, bestAngle);
    }

    /// <summary>By how much the ink's pieces speak against a reading: each symbol is one piece at most, and a minus sign lies level.</summary>
    public static double Misfit(LabelReading reading, LabelInk pieces, double turn)
    {
        if (reading.Numbers.Count == 0)
            return 0;
        string text = reading.Numbers[0].Text;
        int most = text.Length + text.Count(symbol => symbol is '%' or '×');
        double misfit = 1.2 * Math.Max(0, pieces.Pieces.Count - most);
        if (pieces.Dash is { } dash && text[0] == '-')
        {
            double tilt = Math.Abs(dash + turn) % 180;
            tilt = Math.Min(tilt, 180 - tilt);
            misfit += tilt > 4 ? Math.Min(2, tilt / 8) : 0;
        }

        return misfit;
    }
}
