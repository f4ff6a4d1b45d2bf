using System.Globalization;
using System.Text.RegularExpressions;

namespace AiScholar.Rl.MultiModal;

/// <summary>
/// Finds numbers in brackets that no word announces: "inserting (4) into (7)". Items of a list, sections, citations and what stands in other
/// elements are left out; where the word before asks for an object the confidence is higher.
/// </summary>
internal static partial class BareMentions
{
    private const int Most = 2_000;
    private const int ListReach = 80;
    private const int FewestEntries = 5;
    private const double Asked = 0.88;
    private const double Plain = 0.75;
    private const double Item = 0.35;

    private static readonly HashSet<string> Asking = new(StringComparer.OrdinalIgnoreCase)
    {
        "of", "in", "by", "from", "with", "using", "see", "to", "and", "or", "into", "under", "the", "satisfies", "satisfy", "satisfying", "via", "both", "for", "that", "as", "on", "through", "between", "than", "combining",
        "inserting", "substituting", "plugging", "solving", "at", "cf.", "system", "problem", "hamiltonian", "lagrangian", "model", "constraint", "constraints", "condition", "conditions", "bound", "integral", "sum", "definition", "ansatz",
    };

    /// <summary>Words that go on after an equation's number rather than begin an item.</summary>
    private static readonly HashSet<string> Going = new(StringComparer.OrdinalIgnoreCase)
    {
        "and", "or", "to", "into", "with", "in", "by", "is", "are", "was", "we", "as", "for", "from", "gives", "give", "yields", "yield", "holds", "hold", "becomes", "become", "can", "may", "has", "have", "at", "on", "that", "which", "where",
        "shows", "implies", "follows", "then", "it", "if", "when", "under", "using", "reduces", "does", "must", "will", "through", "via", "so", "describes", "of",
    };

    private static readonly HashSet<string> Other = new(StringComparer.OrdinalIgnoreCase)
    {
        "sec", "secs", "section", "sections", "ref", "refs", "reference", "references", "appendix", "theorem", "lemma", "proposition", "corollary", "definition", "remark", "step", "steps", "case", "chapter", "algorithm", "item", "line",
        "page", "pages", "vol", "volume", "no", "table", "tables", "fig", "figs", "figure", "figures", "panel", "part", "footnote", "note", "question", "property", "properties", "axiom",
    };

    /// <param name="words">The page's words.</param>
    /// <param name="taken">Words that belong to other mentions.</param>
    /// <param name="elements">Boxes of the page's elements.</param>
    public static IEnumerable<BareMention> Find(PageWords words, HashSet<int> taken, IReadOnlyList<BoundingBox> elements)
    {
        var found = new List<(int Index, BareMention Mention, bool MayBeItem)>();
        int end = FirstEntry(words);
        for (int i = 0; i < end && found.Count < Most; i++)
        {
            PageWord word = words.Words[i];
            if (taken.Contains(i) || word.Rotation != 0 || !word.Text.Contains('(', StringComparison.Ordinal) || Number().Match(word.Text) is not { Success: true } match)
                continue;
            if (elements.Any(box => box.Contains(word.BoundingBox.CenterX, word.BoundingBox.CenterY)))
                continue;
            PageWord? before = i > 0 ? words.Words[i - 1] : null, after = i + 1 < words.Words.Count ? words.Words[i + 1] : null;
            bool listed = found.Count > 0 && i - found[^1].Index <= 2 && !found[^1].MayBeItem;
            string? last = before?.Text.TrimEnd(',', ';', ':', '.', ')', ']');
            if (!listed && (last is null || last.Length == 0 || !last.Any(char.IsLetter) || Other.Contains(last)))
                continue;
            bool item = !listed && after is not null && char.IsLetter(after.Text[0]) && !Going.Contains(after.Text.TrimEnd(',', '.', ';'));
            double confidence = listed || (last is not null && Asking.Contains(last)) ? Asked : Plain;
            foreach (Capture number in match.Groups["number"].Captures)
                found.Add((i, new BareMention(number.Value, match.Value, word.BoundingBox, confidence), item));
        }

        HashSet<int> items = Items(found);
        foreach ((int index, BareMention mention, _) in found)
            yield return items.Contains(index) ? mention with { Confidence = Item } : mention;
    }

    /// <summary>Where a list of literature begins: lines that begin with [1], [2], ...; volumes and issues stand in brackets there.</summary>
    private static int FirstEntry(PageWords words)
    {
        int first = words.Words.Count, entries = 0;
        for (int i = 0; i < words.Words.Count; i++)
        {
            string text = words.Words[i].Text;
            bool entry = text.Length is >= 3 and <= 5 && text[0] == '[' && text[^1] == ']' && text.AsSpan(1, text.Length - 2).IndexOfAnyExceptInRange('0', '9') < 0 && (i == 0 || words.Words[i - 1].LineIndex != words.Words[i].LineIndex);
            if (entry && ++entries == 1)
                first = i;
        }

        return entries >= FewestEntries ? first : words.Words.Count;
    }

    /// <summary>The places of lists in sentences: (1) first, (2) second, each within reach of the one before.</summary>
    private static HashSet<int> Items(List<(int Index, BareMention Mention, bool MayBeItem)> found)
    {
        var items = new HashSet<int>();
        var list = new List<int>();
        foreach ((int index, BareMention mention, bool mayBe) in found)
        {
            if (!mayBe || !int.TryParse(mention.Number, NumberStyles.None, CultureInfo.InvariantCulture, out int value))
                continue;
            if (list.Count > 0 && value == list.Count + 1 && index - list[^1] <= ListReach)
                list.Add(index);
            else if (value == 1)
                list = [index];
            if (list.Count >= 2)
                items.UnionWith(list);
        }

        return items;
    }

    [GeneratedRegex(@"^[\[(“""]?\((?<number>(?:[A-Z]{1,2}[.\-–]?)?\d{1,3}(?:[.\-]\d{1,3}){0,2}(?:\.?[a-z])?[′'*]{0,2})\)(?:[,–\-]\((?<number>(?:[A-Z]{1,2}[.\-]?)?\d{1,3}(?:\.\d{1,3}){0,2}[a-z]?)\))*[\]).,;:”""?’s]*$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 200)]
    private static partial Regex Number();
}
