using System.Globalization;
using System.Text.RegularExpressions;

namespace AiScholar.Rl.MultiModal;

/// <summary>The numbers that stand on axes: plain, grouped by commas, with an exponent, a power of ten, a unit of scale, a percent or dollar sign.</summary>
internal static partial class NumberText
{
    private const string Symbols = "0123456789.,-+×%$e⁰¹²³⁴⁵⁶⁷⁸⁹⁻kKMB";

    public static bool IsSymbol(char symbol) => Symbols.Contains(symbol, StringComparison.Ordinal);

    /// <summary>The value, or null for what is no well-formed number. A percentage keeps its figure: 50% is 50.</summary>
    public static double? Parse(string text)
    {
        Match match = Number().Match(text);
        if (!match.Success)
            return null;
        double value = 1;
        if (match.Groups["mantissa"] is { Success: true } mantissa && !double.TryParse(mantissa.Value.Replace(",", "", StringComparison.Ordinal), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out value))
            return null;
        if (match.Groups["raised"] is { Success: true } raised)
            value *= Math.Pow(10, Exponent(raised.ValueSpan));
        if (match.Groups["exponent"] is { Success: true } exponent)
            value *= Math.Pow(10, int.Parse(exponent.ValueSpan, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture));
        value *= match.Groups["unit"].Value switch
        {
            "k" or "K" => 1e3,
            "M" => 1e6,
            "B" => 1e9,
            _ => 1,
        };
        return double.IsFinite(value) ? match.Groups["sign"].Value == "-" ? -value : value : null;
    }

    private static int Exponent(ReadOnlySpan<char> raised)
    {
        int value = 0;
        foreach (char symbol in raised)
            value = symbol == '⁻' ? value : (value * 10) + GlyphAlphabet.Superscripts.IndexOf(symbol, StringComparison.Ordinal);
        return raised[0] == '⁻' ? -value : value;
    }

    [GeneratedRegex(@"^(?<sign>[-+]?)\$?(?:(?<mantissa>(?:0|[1-9][0-9]{0,14}|[1-9][0-9]{0,2}(?:,[0-9]{3})+)(?:\.[0-9]+)?|\.[0-9]+)(?:e(?<exponent>[-+]?[0-9]{1,2})|×10(?<raised>⁻?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2})|(?<unit>[kKMB])|%)?|10(?<raised>⁻?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2}))$")]
    private static partial Regex Number();
}
