using System.Text.RegularExpressions;

namespace AiScholar.Rl.MultiModal;

/// <summary>Tells words of formulas by their fonts and signs.</summary>
internal static partial class MathText
{
    public static bool IsMath(PageWord word) =>
        (word.FontName is { } font && MathFont().IsMatch(font)) || word.Text.Any(sign => sign is '=' or '∑' or '∫' or '∏' or '√' or '∂' or '∇' or '≤' or '≥' or '∈' or '∞' or '\uFFFD' or (>= '\u2200' and <= '\u22FF'));

    /// <summary>Whether a font of this name is one of formulas.</summary>
    public static bool IsMathFont(string name) => MathFont().IsMatch(name);

    /// <summary>Whether the text is the number of an equation: <c>(12)</c>, <c>(A.3)</c>, <c>(4b)</c>.</summary>
    public static bool IsEquationNumber(string text) => EquationNumber().IsMatch(text);

    [GeneratedRegex(@"cmmi|cmsy|cmex|cmbsy|cmmib|msam|msbm|euf[mb]|eus[mb]|math|symbol|mt-?extra|mtmi|mtsy|stix.*(?:math|size)|euclid", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 200)]
    private static partial Regex MathFont();

    [GeneratedRegex(@"^\((?:[A-Z][.\-]?)?\d{1,3}(?:[.\-]\d{1,3})?[a-z]?\)$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 200)]
    private static partial Regex EquationNumber();
}
