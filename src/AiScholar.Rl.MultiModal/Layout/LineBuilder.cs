namespace AiScholar.Rl.MultiModal;

/// <summary>Joins upright words to lines. Large words found a line first; small raised or lowered ones join the line of the word they stand at.</summary>
internal static class LineBuilder
{
    private const double SameLine = 0.3;
    private const double Raised = 0.65;
    private const double Lowered = 0.4;
    private const double Small = 0.87;
    private const double Adjacent = 0.35;

    /// <summary>The lines of <paramref name="words"/> from top to bottom; every upright word is in exactly one.</summary>
    public static List<TextLine> Build(IEnumerable<PageWord> words)
    {
        var lines = new List<Draft>();
        foreach (PageWord word in words.Where(word => word.Rotation == 0).OrderByDescending(word => IsAccent(word) ? 0 : Math.Round(Size(word))).ThenBy(word => word.Baseline).ThenBy(word => word.BoundingBox.Left))
        {
            Draft? home = null;
            double best = double.MaxValue;
            foreach (Draft line in lines)
            {
                double distance = Math.Abs(word.Baseline - line.Baseline);
                if (distance < best && Fits(line, word))
                    (home, best) = (line, distance);
            }

            if (home is null)
                lines.Add(home = new Draft { Baseline = word.Baseline, FontSize = Size(word) });
            home.Words.Add(word);
        }

        return [.. lines
            .Select(line => new TextLine([.. line.Words.OrderBy(word => word.BoundingBox.Left)], line.Baseline, line.FontSize))
            .OrderBy(line => line.Baseline).ThenBy(line => line.BoundingBox.Left)];
    }

    private static bool Fits(Draft line, PageWord word)
    {
        double below = (word.Baseline - line.Baseline) / line.FontSize;
        if (below is < -Raised or > Lowered)
            return false;
        if (IsAccent(word))
            return line.Words.Exists(other => Overlap(other.BoundingBox, word.BoundingBox) > 0);
        if (Math.Abs(below) <= SameLine)
            return !line.Words.Exists(other => Overlap(other.BoundingBox, word.BoundingBox) > 0.3 * Math.Min(other.BoundingBox.Width, word.BoundingBox.Width) && Math.Abs(other.Baseline - word.Baseline) > 0.05 * line.FontSize);
        return Size(word) < Small * line.FontSize
            && line.Words.Exists(other => Gap(other.BoundingBox, word.BoundingBox) < Adjacent * line.FontSize && Size(other) > Size(word))
            && !line.Words.Exists(other => Overlap(other.BoundingBox, word.BoundingBox) > 0.5 * word.BoundingBox.Width && Size(other) > Size(word));
    }

    /// <summary>Hats, bars and dots of formulas are painted apart from their letters, at a baseline of their own.</summary>
    private static bool IsAccent(PageWord word) => word.Text.Length <= 2 && word.Text.All(sign => sign is 'ˆ' or '˜' or '¯' or '˙' or '´' or '`' or '¨' or 'ˇ' or '˘' or '˚');

    private static double Size(PageWord word) => word.FontSize > 0 ? word.FontSize : Math.Max(1, word.BoundingBox.Height);

    private static double Overlap(BoundingBox a, BoundingBox b) => Math.Min(a.Right, b.Right) - Math.Max(a.Left, b.Left);

    private static double Gap(BoundingBox a, BoundingBox b) => Math.Max(0, -Overlap(a, b));

    private sealed class Draft
    {
        public double Baseline { get; init; }

        public double FontSize { get; init; }

        public List<PageWord> Words { get; } = [];
    }
}
