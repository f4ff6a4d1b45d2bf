using System.Text;

namespace AiScholar.Rl.MultiModal;

/// <summary>The text layer's words of a formula in reading order: rows from top to bottom, in a row from left to right, a fraction as numerator, slash, denominator.</summary>
internal static class EquationText
{
    private const double BarHeight = 1.5;
    private const int MostBars = 64;

    public static string Of(IReadOnlyList<PageWord> words, IReadOnlyList<PagePath> paths)
    {
        List<BoundingBox> bars = [.. paths.Select(path => path.BoundingBox).Where(box => box.Height < BarHeight && box.Width > 3).OrderByDescending(box => box.Width).Take(MostBars)];
        return string.Join(' ', Rows(words, bars).Select(row => Row(row, bars)));
    }

    private static IEnumerable<List<PageWord>> Rows(IReadOnlyList<PageWord> words, List<BoundingBox> bars)
    {
        List<PageWord> row = [];
        double bottom = double.MinValue;
        foreach (PageWord word in words.OrderBy(word => word.BoundingBox.Top))
        {
            if (row.Count > 0 && word.BoundingBox.Top > bottom - 0.5 && !bars.Exists(bar => IsBetween(bar, bottom, word.BoundingBox)))
            {
                yield return row;
                row = [];
                bottom = double.MinValue;
            }

            row.Add(word);
            bottom = Math.Max(bottom, word.BoundingBox.Bottom);
        }

        if (row.Count > 0)
            yield return row;
    }

    /// <summary>Whether a fraction bar parts the word from what stands above it.</summary>
    private static bool IsBetween(BoundingBox bar, double bottom, BoundingBox word) =>
        bar.CenterY > bottom - (2 * word.Height) && bar.CenterY <= word.CenterY && word.Top - bar.CenterY < word.Height && word.CenterX > bar.Left - 1 && word.CenterX < bar.Right + 1;

    private static string Row(List<PageWord> words, List<BoundingBox> bars)
    {
        foreach (BoundingBox bar in bars)
        {
            List<PageWord> within = words.FindAll(word => word.BoundingBox.CenterX > bar.Left - 1 && word.BoundingBox.CenterX < bar.Right + 1);
            List<PageWord> above = within.FindAll(word => word.BoundingBox.CenterY < bar.CenterY), below = within.FindAll(word => word.BoundingBox.CenterY >= bar.CenterY);
            if (above.Count == 0 || below.Count == 0)
                continue;
            List<BoundingBox> rest = bars.FindAll(other => other != bar);
            List<PageWord> before = words.FindAll(word => word.BoundingBox.CenterX <= bar.Left - 1), after = words.FindAll(word => word.BoundingBox.CenterX >= bar.Right + 1);
            string fraction = $"{Wrapped(above, rest)} / {Wrapped(below, rest)}";
            return string.Join(' ', new[] { Row(before, rest), fraction, Row(after, rest) }.Where(part => part.Length > 0));
        }

        return Joined(words);
    }

    private static string Wrapped(List<PageWord> words, List<BoundingBox> bars)
    {
        string text = Row(words, bars);
        return text.Contains(' ', StringComparison.Ordinal) ? $"({text})" : text;
    }

    private static string Joined(List<PageWord> words)
    {
        var text = new StringBuilder();
        foreach (PageWord word in words.OrderBy(word => word.BoundingBox.Left).ThenBy(word => word.BoundingBox.Top))
        {
            if (text.Length > 0)
                text.Append(' ');
            text.Append(word.Text);
        }

        return text.ToString();
    }
}
