using System.Globalization;
using System.Text.RegularExpressions;

namespace AiScholar.Rl.MultiModal;

/// <summary>Numbers of elements in one form, so that "Fig. S1", "Supplementary Figure 1" and "TABLE II" can be compared.</summary>
internal static partial class ElementNumber
{
    /// <summary>The number of a figure or table: Roman numerals as digits, no letter of a panel, upper case; an <c>S</c> before a supplementary one's, an <c>E</c> before an extended one's.</summary>
    public static string OfFloat(string number, string announced)
    {
        string text = Trim(number).ToUpperInvariant();
        text = Roman().IsMatch(text) ? FromRoman(text).ToString(CultureInfo.InvariantCulture) : Panel().Replace(text, "$1");
        if (announced.StartsWith("supp", StringComparison.OrdinalIgnoreCase) && text.Length > 0 && char.IsDigit(text[0]))
            return "S" + text;
        return announced.StartsWith("extended", StringComparison.OrdinalIgnoreCase) && text.Length > 0 && char.IsDigit(text[0]) ? "E" + text : text;
    }

    /// <summary>The number of an equation, upper case; its letter names a line of a system and stays.</summary>
    public static string OfEquation(string number) => Trim(number).Replace('–', '-').ToUpperInvariant();

    /// <summary>The members between the ends of a range: (3) to (6), (2.1) to (2.4), (7a) to (7d); none when the ends do not fit.</summary>
    public static IEnumerable<string> Between(string from, string to, int longest)
    {
        Match first = Parts().Match(from), last = Parts().Match(to);
        if (!first.Success || !last.Success || first.Groups["head"].Value != last.Groups["head"].Value)
            yield break;
        int a = int.Parse(first.Groups["figure"].ValueSpan, CultureInfo.InvariantCulture), b = int.Parse(last.Groups["figure"].ValueSpan, CultureInfo.InvariantCulture);
        string start = first.Groups["letter"].Value, end = last.Groups["letter"].Value;
        if (a == b && start.Length == 1 && end.Length == 1)
        {
            for (char letter = (char)(start[0] + 1); letter < end[0]; letter++)
                yield return first.Groups["head"].Value + first.Groups["figure"].Value + letter;
        }
        else if (start.Length == 0 && end.Length == 0 && b - a <= longest)
        {
            for (int between = a + 1; between < b; between++)
                yield return first.Groups["head"].Value + between.ToString(CultureInfo.InvariantCulture);
        }
    }

    private static string Trim(string number) => number.Trim().Trim('.', ':', '(', ')', ',', ';', '[', ']');

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

    [GeneratedRegex(@"^(?=[IVXLC])(C{0,3}(XC|XL|L?X{0,3})(IX|IV|V?I{0,3}))$", RegexOptions.CultureInvariant, 200)]
    private static partial Regex Roman();

    [GeneratedRegex(@"^(.*\d)[A-Z]$", RegexOptions.CultureInvariant, 200)]
    private static partial Regex Panel();

    [GeneratedRegex(@"^(?<head>(?:.*[^\d])?)(?<figure>\d{1,6})(?<letter>[A-Z]?)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 200)]
    private static partial Regex Parts();
}
