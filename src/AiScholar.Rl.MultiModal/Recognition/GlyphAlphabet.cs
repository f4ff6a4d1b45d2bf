namespace AiScholar.Rl.MultiModal;

/// <summary>The symbols that the label network knows. Class 0 is the blank of connectionist temporal classification; class i is the symbol i - 1.</summary>
internal static class GlyphAlphabet
{
    /// <summary>Superscripts stand for raised digits; the hyphen stands for every dash and minus sign.</summary>
    public const string Symbols = "0123456789.,-+×%$()/:°⁰¹²³⁴⁵⁶⁷⁸⁹⁻ ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    public const string Superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹⁻";

    public const int Classes = 1 + 86;

    /// <summary>The class of a symbol; throws for one outside the alphabet.</summary>
    public static int ClassOf(char symbol) => Symbols.IndexOf(symbol, StringComparison.Ordinal) is var index and >= 0
        ? index + 1
        : throw new ArgumentOutOfRangeException(nameof(symbol), symbol, "The symbol is not in the alphabet.");

    /// <summary>A text with every character that looks like one of the alphabet replaced by it.</summary>
    public static string Fold(string text) => string.Create(text.Length, text, static (span, source) =>
    {
        for (int i = 0; i < span.Length; i++)
            span[i] = source[i] is '−' or '–' or '—' ? '-' : source[i];
    });
}
