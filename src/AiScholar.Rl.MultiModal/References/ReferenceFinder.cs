using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace AiScholar.Rl.MultiModal;

/// <summary>Finds mentions such as "Fig. 3", "Figs. 1 and 2", "Tables II-IV", "Figure 4(a)"; lists and ranges give one mention for each member.</summary>
internal static partial class ReferenceFinder
{
    private const int LongestRange = 50;

    public static IReadOnlyList<TextReference> Find(DocumentPage page, IReadOnlyList<CaptionText> captions)
    {
        var text = new StringBuilder();
        var starts = new List<int>(page.Words.Count);
        foreach (PageWord word in page.Words)
        {
            if (text.Length > 0)
                text.Append(' ');
            starts.Add(text.Length);
            text.Append(word.Text);
        }

        var references = new List<TextReference>();
        foreach (Match match in Mention().Matches(text.ToString()))
        {
            int first = WordAt(starts, match.Index), last = WordAt(starts, match.Index + match.Length - 1);
            PageWord[] words = [.. page.Words.Skip(first).Take(last - first + 1)];
            if (captions.Any(caption => IsItsLabel(caption, words[0])))
                continue;
            PageWord[] line = [.. words.TakeWhile(word => word.LineIndex == words[0].LineIndex)];
            BoundingBox box = BoundingBox.Union(line.Select(word => word.BoundingBox));
            bool toTable = match.Groups["kind"].Value.StartsWith("tab", StringComparison.OrdinalIgnoreCase);
            foreach (string number in Numbers(match))
                references.Add(new TextReference(toTable, number, match.Value.Trim(), page.Number, box));
        }

        return references;
    }

    /// <summary>The number in one form: Roman numerals as digits, no trailing panel letter, upper case.</summary>
    public static string Normalize(string number)
    {
        string trimmed = number.Trim().TrimEnd('.', ':', ')').ToUpperInvariant();
        if (Roman().IsMatch(trimmed))
            return FromRoman(trimmed).ToString(CultureInfo.InvariantCulture);
        return Panel().Replace(trimmed, "$1");
    }

    private static IEnumerable<string> Numbers(Match match)
    {
        string[] numbers = [.. match.Groups["number"].Captures.Select(capture => Normalize(capture.Value))];
        string[] separators = [.. match.Groups["separator"].Captures.Select(capture => capture.Value.Trim())];
        for (int i = 0; i < numbers.Length; i++)
        {
            yield return numbers[i];
            bool range = i < separators.Length && separators[i] is "-" or "–" or "—" or "to" or "through";
            if (range && i + 1 < numbers.Length && int.TryParse(numbers[i], out int from) && int.TryParse(numbers[i + 1], out int to) && to - from is > 1 and <= LongestRange)
            {
                for (int between = from + 1; between < to; between++)
                    yield return between.ToString(CultureInfo.InvariantCulture);
            }
        }
    }

    private static bool IsItsLabel(CaptionText caption, PageWord word) =>
        caption.BoundingBox.Inflate(1).Contains(word.BoundingBox.CenterX, word.BoundingBox.CenterY)
        && word.BoundingBox.Top <= caption.BoundingBox.Top + word.BoundingBox.Height
        && word.BoundingBox.Left <= caption.BoundingBox.Left + word.BoundingBox.Width + 2
        && caption.Label.StartsWith(word.Text.TrimEnd('.', ':'), StringComparison.OrdinalIgnoreCase);

    private static int WordAt(List<int> starts, int offset)
    {
        int index = starts.BinarySearch(offset);
        return index >= 0 ? index : ~index - 1;
    }

    private static int FromRoman(string numeral)
    {
        int total = 0, previous = 0;
        foreach (char letter in numeral.Reverse())
        {
            int value = letter switch { 'I' => 1, 'V' => 5, 'X' => 10, 'L' => 50, _ => 100 };
            total += value < previous ? -value : value;
            previous = Math.Max(previous, value);
        }

        return total;
    }

    [GeneratedRegex(@"\b(?<kind>Figures?|Figs?\.?|FIGURES?|FIGS?\.?|figures?|figs?\.|Tables?|Tabs?\.|TABLES?|tables?)\s?(?<number>[A-Z]?\.?\d+(?:\.\d+)*[a-z]?|[IVXLC]+\b)(?:\s?\([a-z](?:\s?[-–,]\s?[a-z])*\))?(?:(?<separator>\s?(?:,\s?and|,|and|&|or|to|through|[-–—])\s?)(?<number>[A-Z]?\.?\d+(?:\.\d+)*[a-z]?|[IVXLC]+\b)(?:\s?\([a-z]\))?)*", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 2000)]
    private static partial Regex Mention();

    [GeneratedRegex(@"^(?=[IVXLC])(C{0,3}(XC|XL|L?X{0,3})(IX|IV|V?I{0,3}))$")]
    private static partial Regex Roman();

    [GeneratedRegex(@"^(.*\d)[A-Z]$")]
    private static partial Regex Panel();
}
