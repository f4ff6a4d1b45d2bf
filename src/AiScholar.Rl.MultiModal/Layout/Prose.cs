namespace AiScholar.Rl.MultiModal;

/// <summary>Tells running text from rows.</summary>
internal static class Prose
{
    /// <summary>Whether a line fills most of <paramref name="width"/> with words and leaves no wide gap.</summary>
    public static bool IsLine(TextLine line, double width)
    {
        if (line.Words.Count < 6 || line.BoundingBox.Width < 0.55 * width)
            return false;
        double covered = line.Words.Sum(word => word.BoundingBox.Width);
        double widest = 0;
        int wide = 0;
        for (int i = 1; i < line.Words.Count; i++)
        {
            double gap = line.Words[i].BoundingBox.Left - line.Words[i - 1].BoundingBox.Right;
            widest = Math.Max(widest, gap);
            wide += gap > 0.9 * line.FontSize ? 1 : 0;
        }

        int letters = line.Words.Count(word => word.Text.Any(char.IsLetter));
        return covered > 0.68 * line.BoundingBox.Width && widest < 2.5 * line.FontSize && wide <= 1 + (line.Words.Count / 12) && letters > 0.5 * line.Words.Count;
    }
}
