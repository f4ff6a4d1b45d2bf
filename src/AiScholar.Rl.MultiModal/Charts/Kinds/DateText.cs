using System.Globalization;

namespace AiScholar.Rl.MultiModal;

/// <summary>Dates as they stand on axes, as days since 1970-01-01.</summary>
internal static class DateText
{
    private static readonly DateTime Epoch = new(1970, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private static readonly string[] Formats =
    [
        "yyyy-M", "yyyy-M-d", "yyyy/M", "yyyy/M/d", "yyyy.M.d", "d.M.yyyy", "M/yyyy", "M/d/yyyy", "MMM yyyy", "MMMM yyyy", "MMM-yyyy", "yyyy MMM", "MMM d yyyy", "MMM d, yyyy", "d MMM yyyy",
        "MMM yy", "MMM-yy", "MMM 'yy", "MMM ''yy",
    ];

    /// <summary>The days, or null for what is no date. A bare year is a number.</summary>
    public static double? Parse(string text)
    {
        string folded = GlyphAlphabet.Fold(text.Trim());
        if (folded.Length is < 5 or > 20 || !folded.Any(char.IsAsciiDigit))
            return null;
        return DateTime.TryParseExact(folded, Formats, CultureInfo.InvariantCulture, DateTimeStyles.AllowInnerWhite | DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTime date) && date.Year is > 1000 and < 3000
            ? (date - Epoch).TotalDays
            : ParseJoined(folded) ?? ParseDigits(folded);
    }

    /// <summary>A year, a month and perhaps a day whose dashes were lost or misread.</summary>
    private static double? ParseDigits(string text)
    {
        if (!text.All(symbol => char.IsAsciiDigit(symbol) || symbol is '-' or '.' or ',' or '/' or ' '))
            return null;
        string digits = string.Concat(text.Where(char.IsAsciiDigit));
        return digits.Length is 6 or 8 && DateTime.TryParseExact(digits, digits.Length == 6 ? "yyyyMM" : "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTime date) && date.Year is > 1800 and < 2200
            ? (date - Epoch).TotalDays
            : null;
    }

    /// <summary>A name of a month and a year whose space was lost.</summary>
    private static double? ParseJoined(string text)
    {
        int letters = 0;
        while (letters < text.Length && char.IsAsciiLetter(text[letters]))
            letters++;
        string spaced = letters is 3 && letters < text.Length && text[letters] != ' ' ? string.Concat(text.AsSpan(0, letters), " ", text.AsSpan(letters)) : "";
        return spaced.Length > 0 && DateTime.TryParseExact(spaced, ["MMM yyyy"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTime date) ? (date - Epoch).TotalDays : null;
    }
}
