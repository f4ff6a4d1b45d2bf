using System.Globalization;
using System.Text.RegularExpressions;

namespace AiScholar.Rl.Evaluation.References;

/// <summary>A link from a span on a page to a numbered element: the page (from 1) and box of the span, the element's type, its number in one form, and the page it stands on (0 when unknown).</summary>
public sealed partial record ElementLink(int Page, BoundingBox Box, VisualElementType Type, string Number, int TargetPage)
{
    /// <summary>The number in one form: without brackets and signs, Roman numerals as digits; figures and tables without the letter of a panel.</summary>
    public static string? Normalize(VisualElementType type, string text)
    {
        Match match = NumberPattern().Match(text);
        if (!match.Success)
            return null;
        string number = match.Value.TrimStart('.');
        if (number.All(sign => "IVXLC".Contains(sign, StringComparison.Ordinal)))
            return FromRoman(number).ToString(CultureInfo.InvariantCulture);
        return type == VisualElementType.Equation ? number.ToUpperInvariant() : number.TrimEnd('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l').ToUpperInvariant();
    }

    private static int FromRoman(string numeral)
    {
        int total = 0, previous = 0;
        foreach (char sign in numeral.Reverse())
        {
            int value = sign switch { 'I' => 1, 'V' => 5, 'X' => 10, 'L' => 50, _ => 100 };
            total += value < previous ? -value : value;
            previous = Math.Max(previous, value);
        }

        return total;
    }

    [GeneratedRegex(@"[A-Z]{0,2}\.?\d+(?:\.\d+)*[a-z]?(?![a-z])|[IVXLC]+(?![A-Za-z])", RegexOptions.CultureInvariant, 500)]
    private static partial Regex NumberPattern();
}
