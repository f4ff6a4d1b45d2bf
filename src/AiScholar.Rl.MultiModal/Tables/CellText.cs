using System.Text.RegularExpressions;

namespace AiScholar.Rl.MultiModal;

/// <summary>What the text of a cell looks like.</summary>
internal static partial class CellText
{
    /// <summary>Whether the text is a figure or stands for a missing one: <c>1 234.5</c>, <c>(12%)</c>, <c>-</c>, <c>n.a.</c>, <c>3.2 ± 0.1</c>.</summary>
    public static bool IsFigure(string text) => Figure().IsMatch(text);

    /// <summary>Whether it is only a sign that belongs to the figure beside it, such as a currency sign.</summary>
    public static bool IsUnitBefore(string text) => text is "$" or "€" or "£" or "¥" or "US$" or "<" or ">" or "±" or "~" or "≤" or "≥" or "+";

    /// <summary>Whether it is only a sign that belongs to the figure before it.</summary>
    public static bool IsUnitAfter(string text) => text is "%" or "‰" or ")" or "%)" or "*" or "**" or "***";

    [GeneratedRegex(@"^(?:[\s\d.,:;'’+\-−–—±×x/%‰$€£¥()\[\]<>≤≥~*†‡#°^]*\d[\s\d.,:;'’+\-−–—±×/%‰$€£¥()\[\]<>≤≥~*†‡#°^eE]*[a-zA-Z]{0,2}|[\-−–—.·:*x✓✗•…]{1,4}|n\.?/?a\.?|N\.?/?A\.?|nil|NIL)$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 200)]
    private static partial Regex Figure();
}
