using System.Text.RegularExpressions;

namespace AiScholar.Rl.MultiModal;

/// <summary>Finds the numbers of equations: <c>(12)</c>, <c>(A.3)</c>, <c>(4b)</c> at the right or left edge of a column, apart from the formula.</summary>
internal static partial class EquationNumbers
{
    private const double EdgeReach = 1.5;
    private const double OnEdge = 0.35;
    private const double Tight = 0.25;
    private const double Apart = 0.9;
    private const double FarApart = 2.5;

    /// <summary>The numbers among the words of one formula, from top to bottom.</summary>
    public static List<EquationNumber> Find(IReadOnlyList<PageWord> words, Span column)
    {
        var found = new List<EquationNumber>();
        foreach (PageWord word in words)
        {
            if (!word.Text.EndsWith(')') && !word.Text.EndsWith(").", StringComparison.Ordinal))
                continue;
            PageWord[] parts = [.. Parts(words, word)];
            Match match = Number().Match(string.Concat(parts.Select(part => part.Text)));
            if (match.Success && StandsApart(words, parts, column))
                found.Add(new EquationNumber(match.Groups["number"].Value, parts, BoundingBox.Union(parts.Select(part => part.BoundingBox))));
        }

        return [.. found.OrderBy(number => number.Box.CenterY)];
    }

    /// <summary>The word and what stands close to its left on its baseline, back to the opening bracket.</summary>
    private static IEnumerable<PageWord> Parts(IReadOnlyList<PageWord> words, PageWord last)
    {
        var parts = new List<PageWord> { last };
        while (!parts[0].Text.StartsWith('(') && parts.Count < 4)
        {
            PageWord first = parts[0];
            PageWord? before = words.Where(word => !ReferenceEquals(word, first) && Math.Abs(word.Baseline - first.Baseline) < 0.2 * first.FontSize && word.BoundingBox.Right <= first.BoundingBox.Left + 1
                && first.BoundingBox.Left - word.BoundingBox.Right < 0.35 * first.FontSize).MaxBy(word => word.BoundingBox.Right);
            if (before is null)
                break;
            parts.Insert(0, before);
        }

        return parts;
    }

    private static bool StandsApart(IReadOnlyList<PageWord> words, PageWord[] parts, Span column)
    {
        BoundingBox box = BoundingBox.Union(parts.Select(part => part.BoundingBox));
        double size = parts[0].FontSize, before = double.MaxValue, after = double.MaxValue;
        foreach (PageWord word in words)
        {
            if (parts.Contains(word) || Math.Min(word.BoundingBox.Bottom, box.Bottom) - Math.Max(word.BoundingBox.Top, box.Top) <= 0)
                continue;
            if (word.BoundingBox.CenterX < box.CenterX)
                before = Math.Min(before, box.Left - word.BoundingBox.Right);
            else
                after = Math.Min(after, word.BoundingBox.Left - box.Right);
        }

        double needed = Math.Abs(box.Right - column.End) < OnEdge * size ? Tight : box.Right > column.End - (EdgeReach * size) ? Apart : FarApart;
        bool right = after == double.MaxValue && before > needed * size && box.Left > column.Middle;
        bool left = before == double.MaxValue && box.Left < column.Start + (EdgeReach * size) && after > Apart * size && after < double.MaxValue;
        return right || left;
    }

    [GeneratedRegex(@"^\((?<number>(?:[A-Z]{1,2}[.\-–]?)?\d{1,4}(?:[.\-–]\d{1,3}){0,2}(?:[.]?[a-z])?[′'*]{0,2})\)[.,;]?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 200)]
    private static partial Regex Number();
}
