using System.Text.RegularExpressions;

namespace AiScholar.Rl.Evaluation.Regions;

/// <summary>
/// How much of what is plainly a display equation the colours of a twin say so of, from the twin alone: authors' own macros keep the colour away from some. Plainly one is a relation sign
/// of a line that holds letters of a font of formulas and no word of three letters or more but names of functions; a line is what stands at the sign's height without a gap of more than 1.2 font sizes.
/// </summary>
internal static partial class EquationCoverage
{
    /// <summary>The least share of coloured signs of a twin whose colours tell equations.</summary>
    public const double Least = 0.5;

    /// <summary>Fewer plain signs than this say nothing of a twin.</summary>
    public const int FewestSigns = 5;

    private const double Gap = 1.2;
    private const double Height = 0.8;
    private const int FewestLetters = 4;

    /// <summary>Counts the signs that plainly stand in display equations, and those of them that are coloured as such.</summary>
    public static (int Plain, int Colored) Of(IEnumerable<RegionToken> tokens)
    {
        (int plain, int colored) = (0, 0);
        foreach (IGrouping<int, RegionToken> page in tokens.GroupBy(token => token.Page))
        {
            RegionToken[] all = [.. page.OrderBy(token => token.Left)];
            foreach (RegionToken sign in all.Where(token => Relation().IsMatch(token.Text) && token.Label is RegionLabel.Other or RegionLabel.Equation))
            {
                List<RegionToken> line = Line(all, sign);
                if (line.Sum(token => token.Text.Length) < FewestLetters || !line.Exists(token => token.IsMath && token.Text.Any(char.IsLetter)) || line.Exists(IsWord) || line.Exists(token => token.Label is RegionLabel.Table or RegionLabel.Caption))
                    continue;
                plain++;
                colored += sign.Label == RegionLabel.Equation ? 1 : 0;
            }
        }

        return (plain, colored);
    }

    /// <summary>Whether the colours tell the equations of a twin.</summary>
    public static bool IsComplete((int Plain, int Colored) count) => count.Plain < FewestSigns || count.Colored >= Least * count.Plain;

    private static List<RegionToken> Line(RegionToken[] page, RegionToken sign)
    {
        double left = sign.Left, right = sign.Right, reach = Gap * sign.FontSize;
        RegionToken[] level = [.. page.Where(token => Math.Abs(token.Y - sign.Y) <= Height * sign.FontSize)];
        int count = 0;
        List<RegionToken> line = [];
        do
        {
            count = line.Count;
            line = [.. level.Where(token => token.Right >= left - reach && token.Left <= right + reach)];
            left = line.Min(token => token.Left);
            right = line.Max(token => token.Right);
        }
        while (line.Count > count);
        return line;
    }

    private static bool IsWord(RegionToken token) => !token.IsMath && Word().Match(token.Text) is { Success: true } word && !Function().IsMatch(word.Value);

    [GeneratedRegex("[=<>≤≥≡≈≃≅∼∝≠]")]
    private static partial Regex Relation();

    [GeneratedRegex(@"\p{L}{3,}")]
    private static partial Regex Word();

    [GeneratedRegex("^(?:sin|cos|tan|cot|sinh|cosh|tanh|exp|log|lim|sup|inf|max|min|arg|det|dim|ker|diag|sgn|const)$")]
    private static partial Regex Function();
}
