using System.Text;
using AiScholar.Rl.Evaluation.Running;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Content;

namespace AiScholar.Rl.Evaluation.Words;

/// <summary>
/// Words straight from a PDF's letters in the order they are painted: a word ends at a space, at a new baseline, at another direction or at a gap of a
/// quarter of the font's size. A letter painted again at its own place (imitated bold) counts once; letters off the page do not count.
/// </summary>
public static class LetterWords
{
    private const double Gap = 0.25;
    private const double Back = 0.35;
    private const double SameBaseline = 0.1;
    private const double SamePlace = 0.1;

    /// <summary>All words of a file.</summary>
    /// <exception cref="MeasureInputException">The file cannot be read.</exception>
    public static List<LetterWord> Read(string path)
    {
        try
        {
            using PdfDocument document = PdfDocument.Open(path);
            return [.. document.GetPages().SelectMany(page => Words(page))];
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            throw new MeasureInputException($"'{path}' cannot be read: {exception.Message}", exception);
        }
    }

    /// <summary>The text as words are compared: no white space, ligatures spelt out, soft hyphens as hyphens; what has no character counts as U+FFFD.</summary>
    public static string Normalize(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return "\uFFFD";
        var result = new StringBuilder(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune))
                continue;
            result.Append(rune.Value switch
            {
                0xFB00 => "ff",
                0xFB01 => "fi",
                0xFB02 => "fl",
                0xFB03 => "ffi",
                0xFB04 => "ffl",
                0xFB05 or 0xFB06 => "st",
                0xAD => "-",
                _ => Rune.GetUnicodeCategory(rune) is System.Globalization.UnicodeCategory.Control or System.Globalization.UnicodeCategory.PrivateUse or System.Globalization.UnicodeCategory.OtherNotAssigned or System.Globalization.UnicodeCategory.Surrogate ? "\uFFFD" : rune.ToString(),
            });
        }

        return result.ToString();
    }

    private static IEnumerable<LetterWord> Words(Page page)
    {
        var word = new List<Letter>();
        var painted = new Dictionary<string, List<Letter>>(StringComparer.Ordinal);
        foreach (Letter letter in page.Letters)
        {
            bool space = letter.Value is { Length: > 0 } && string.IsNullOrWhiteSpace(letter.Value);
            if (!space && IsPaintedAgain(painted, letter))
                continue;
            if (word.Count > 0 && (space || !Follows(word[^1], letter)))
            {
                if (ToWord(page, word) is { } done)
                    yield return done;
                word.Clear();
            }

            if (!space)
                word.Add(letter);
        }

        if (word.Count > 0 && ToWord(page, word) is { } last)
            yield return last;
    }

    private static bool IsPaintedAgain(Dictionary<string, List<Letter>> painted, Letter letter)
    {
        if (!painted.TryGetValue(letter.Value ?? "", out List<Letter>? same))
            painted[letter.Value ?? ""] = same = [];
        double reach = SamePlace * Size(letter);
        if (same.Exists(other => Math.Abs(other.StartBaseLine.X - letter.StartBaseLine.X) < reach && Math.Abs(other.StartBaseLine.Y - letter.StartBaseLine.Y) < reach && other.TextOrientation == letter.TextOrientation))
            return true;
        same.Add(letter);
        return false;
    }

    private static bool Follows(Letter previous, Letter next)
    {
        if (previous.TextOrientation != next.TextOrientation)
            return false;
        double size = Math.Max(Size(previous), Size(next));
        double dx = next.StartBaseLine.X - previous.EndBaseLine.X, dy = next.StartBaseLine.Y - previous.EndBaseLine.Y;
        double ux = previous.EndBaseLine.X - previous.StartBaseLine.X, uy = previous.EndBaseLine.Y - previous.StartBaseLine.Y, length = Math.Sqrt((ux * ux) + (uy * uy));
        (ux, uy) = length > 0 ? (ux / length, uy / length) : (1, 0);
        double along = (dx * ux) + (dy * uy), across = Math.Abs((dx * uy) - (dy * ux));
        return across < SameBaseline * size && along > -Back * size && along < Gap * size;
    }

    private static double Size(Letter letter) => Math.Max(0.5, Math.Abs(letter.PointSize));

    private static LetterWord? ToWord(Page page, List<Letter> letters)
    {
        double left = double.MaxValue, right = double.MinValue, bottom = double.MaxValue, top = double.MinValue;
        foreach (Letter letter in letters)
        {
            left = Math.Min(left, letter.BoundingBox.Left);
            right = Math.Max(right, letter.BoundingBox.Right);
            bottom = Math.Min(bottom, letter.BoundingBox.Bottom);
            top = Math.Max(top, letter.BoundingBox.Top);
        }

        double x = (left + right) / 2, y = page.Height - ((bottom + top) / 2);
        bool shown = x >= 0 && x <= page.Width && y >= 0 && y <= page.Height;
        return shown ? new LetterWord(page.Number, string.Concat(letters.Select(letter => Normalize(letter.Value))), x, y) : null;
    }
}
