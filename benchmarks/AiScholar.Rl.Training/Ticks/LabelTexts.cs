using System.Globalization;
using AiScholar.Rl.MultiModal;

namespace AiScholar.Rl.Training.Ticks;

/// <summary>Makes up what stands on axes and in legends.</summary>
internal static class LabelTexts
{
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private static readonly string[] Words =
        ["Group", "Series", "model", "Control", "Treated", "baseline", "Jan", "Feb", "Mar", "Apr", "May", "June", "July", "Aug", "Sep", "Oct", "Nov", "Dec", "Mon", "Tue", "Wed", "Thu", "Fri", "Total", "Mean",
            "accuracy", "Loss", "train", "test", "North", "South", "Sample", "Class", "type", "Alpha", "beta", "Year", "Q1", "Q2", "Q3", "Q4", "low", "high", "Set", "Other", "kg", "ms", "Hz"];

    public static string Next(Random random) => random.NextDouble() < 0.72 ? Number(random) : Text(random);

    private static string Number(Random random)
    {
        string text = random.NextDouble() switch
        {
            < 0.30 => Whole(random),
            < 0.62 => Fraction(random),
            < 0.68 => Integer(random.Next(1900, 2060)),
            < 0.73 => Grouped(random),
            < 0.81 => Power(random),
            < 0.86 => Fraction(random) + "e" + (random.Next(2) == 0 ? "-" : random.Next(2) == 0 ? "+" : "") + Exponent(random),
            < 0.90 => Whole(random) + "%",
            < 0.93 => "$" + Whole(random),
            < 0.97 => (random.Next(2) == 0 ? Whole(random) : Fraction(random)) + "kMKBm"[random.Next(5)],
            _ => Digits(random, random.Next(1, 9)),
        };
        if (random.NextDouble() < 0.32)
            return "-" + text;
        return random.NextDouble() < 0.02 ? "+" + text : text;
    }

    private static string Exponent(Random random) => random.Next(2) == 0 ? Integer(random.Next(1, 10)) : random.Next(1, 16).ToString("D2", CultureInfo.InvariantCulture);

    private static string Integer(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Whole(Random random) => random.NextDouble() switch
    {
        < 0.30 => Integer(random.Next(0, 10)),
        < 0.55 => Integer(random.Next(10, 100)),
        < 0.80 => Integer(random.Next(1, 100)) + new string('0', random.Next(1, 5)),
        _ => Digits(random, random.Next(2, 6)),
    };

    private static string Fraction(Random random) => random.NextDouble() switch
    {
        < 0.40 => "0." + Digits(random, random.Next(1, 5)),
        < 0.55 => "0." + new string('0', random.Next(1, 4)) + Digits(random, random.Next(1, 3)),
        < 0.85 => Integer(random.Next(0, 100)) + "." + Digits(random, random.Next(1, 3)),
        _ => Integer(random.Next(0, 1000)) + ".0",
    };

    private static string Grouped(Random random)
    {
        string text = Integer(random.Next(1, 1000));
        for (int i = random.Next(1, 3); i > 0; i--)
            text += "," + (random.Next(2) == 0 ? "000" : Digits(random, 3));
        return text;
    }

    private static string Power(Random random)
    {
        string exponent = string.Concat(Integer(random.Next(0, random.Next(2) == 0 ? 10 : 16)).Select(digit => GlyphAlphabet.Superscripts[digit - '0']));
        if (random.Next(2) == 0)
            exponent = "⁻" + exponent;
        return random.Next(3) switch
        {
            0 => Integer(random.Next(1, 10)) + "×10" + exponent,
            1 => Fraction(random) + "×10" + exponent,
            _ => "10" + exponent,
        };
    }

    private static string Digits(Random random, int count) => string.Create(count, random, static (span, source) =>
    {
        for (int i = 0; i < span.Length; i++)
            span[i] = (char)('0' + source.Next(10));
    });

    private static string Text(Random random)
    {
        var parts = new List<string>();
        for (int i = random.NextDouble() < 0.6 ? 1 : 2; i > 0; i--)
        {
            parts.Add(random.NextDouble() switch
            {
                < 0.40 => Words[random.Next(Words.Length)],
                < 0.80 => Gibberish(random),
                < 0.90 => Letters[random.Next(26)].ToString() + (random.Next(2) == 0 ? Integer(random.Next(1, 20)) : ""),
                < 0.95 => "(" + Gibberish(random) + ")",
                _ => Integer(random.Next(1, 32)) + "/" + Integer(random.Next(1, 13)),
            });
        }

        return string.Join(' ', parts);
    }

    private static string Gibberish(Random random)
    {
        int length = random.Next(1, 9);
        bool lower = random.Next(2) == 0;
        return string.Create(length, (random, lower), static (span, state) =>
        {
            for (int i = 0; i < span.Length; i++)
                span[i] = state.lower && i > 0 ? Letters[26 + state.random.Next(26)] : Letters[state.random.Next(52)];
        });
    }
}
