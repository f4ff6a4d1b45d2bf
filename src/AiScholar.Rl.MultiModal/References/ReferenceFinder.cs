using System.Text.RegularExpressions;

namespace AiScholar.Rl.MultiModal;

/// <summary>
/// Finds mentions such as "Fig. 3", "Figs. 3a-c", "Tables II and III", "Supplementary Table 2", "Eqs. (4)-(6)", and a bare "(4)" that may be an
/// equation's number. Lists and ranges give one mention for each member. Whether there is such an element is decided with the whole document in view.
/// </summary>
internal static partial class ReferenceFinder
{
    private const int LongestRange = 50;
    private const int MostMentions = 5_000;
    private const double Labelled = 0.97;
    private const double Worded = 0.85;

    private const string Number = @"(?:[A-Z]{1,2}[.\-]?)?\d{1,4}(?:\.\d{1,3}){0,3}(?:[a-z](?![a-z]))?|[IVXLC]{1,7}(?![A-Za-z])|[A-Z](?:\.\d{1,3})?(?![\w.])";
    private const string Panels = @"(?:\s?\((?:[a-z](?:\s?[\-–—,]\s?[a-z])*|left|right|top|bottom|middle|upper|lower|inset|center|centre)\)|\s?[\-–—,]\s?[a-z](?![\w.)]))*";
    private const string Separator = @"\s?(?:,\s?and|,\s?or|,|;|and|&|or|to|through|versus|vs\.?|[\-–—])\s?";
    private const string Tag = @"(?:[A-Z]{1,2}[.\-–]?)?\d{1,4}(?:[.\-]\d{1,3}){0,2}(?:\.?[a-z](?![a-z]))?[′'*]{0,2}";

    private const string EquationSeparator = @"\s?(?:,\s?and|,\s?or|,|;|and|&|or|to|through|versus|vs\.?|[\-–—+/])\s?";
    private const string Bracketed = @"\(\s?(?<number>" + Tag + @")(?:(?<separator>\s?(?:,|and|[\-–—])\s?)(?<number>" + Tag + @"))*\s?\)";

    /// <param name="page">The page.</param>
    /// <param name="captions">Its captions: their own labels are no mentions.</param>
    /// <param name="elements">Its elements: what stands in them is no mention of an equation.</param>
    public static IReadOnlyList<TextReference> Find(DocumentPage page, IReadOnlyList<CaptionText> captions, IReadOnlyList<FoundElement> elements)
    {
        var words = new PageWords(page);
        var references = new List<TextReference>();
        var taken = new HashSet<int>();
        HashSet<PageWord> labels = new(captions.Select(caption => LabelOf(caption, page)).OfType<PageWord>(), ReferenceEqualityComparer.Instance);
        try
        {
            foreach (Match match in Mention().Matches(words.Text))
            {
                if (labels.Contains(words.Words[words.IndexAt(match.Index)]))
                    continue;
                string kind = match.Groups["kind"].Value;
                bool table = kind.Contains("tab", StringComparison.OrdinalIgnoreCase);
                AddAll(match, table ? VisualElementType.Table : VisualElementType.Figure, number => ElementNumber.OfFloat(number, kind), Labelled);
            }

            foreach (Match match in EquationMention().Matches(words.Text))
            {
                bool named = match.Groups["kind"].Value.StartsWith("eq", StringComparison.OrdinalIgnoreCase);
                AddAll(match, VisualElementType.Equation, ElementNumber.OfEquation, named ? Labelled : Worded);
            }

            BoundingBox[] others = [.. elements.Where(found => found.Element.Content is not EquationContent { IsDisplay: false }).Select(found => found.Element.BoundingBox)];
            foreach (BareMention bare in BareMentions.Find(words, taken, others))
                references.Add(new TextReference(VisualElementType.Equation, ElementNumber.OfEquation(bare.Number), bare.Text, page.Number, bare.Box, bare.Confidence));
        }
        catch (RegexMatchTimeoutException)
        {
            return references;
        }

        return references;

        void AddAll(Match match, VisualElementType target, Func<string, string> form, double confidence)
        {
            for (int i = words.IndexAt(match.Index); i <= words.IndexAt(match.Index + match.Length - 1); i++)
                taken.Add(i);
            if (IsRaised(words.Words[words.IndexAt(match.Index)], words.Words[words.IndexAt(match.Groups["number"].Index)]))
                return;
            foreach ((string number, BoundingBox box, bool implied) in Members(match, words, form).Take(MostMentions - references.Count))
                references.Add(new TextReference(target, number, match.Value.Trim(), page.Number, box, implied ? confidence - 0.05 : confidence));
        }
    }

    /// <summary>The members of a list; those between the ends of a range stand at both ends.</summary>
    private static IEnumerable<(string Number, BoundingBox Box, bool Implied)> Members(Match match, PageWords words, Func<string, string> form)
    {
        CaptureCollection numbers = match.Groups["number"].Captures, separators = match.Groups["separator"].Captures;
        for (int i = 0; i < numbers.Count; i++)
        {
            string number = form(numbers[i].Value);
            BoundingBox box = words.BoxOf(numbers[i].Index, numbers[i].Length);
            yield return (number, box, false);
            if (i + 1 >= numbers.Count || i >= separators.Count || separators[i].Value.Trim() is not ("-" or "–" or "—" or "to" or "through"))
                continue;
            BoundingBox end = words.BoxOf(numbers[i + 1].Index, numbers[i + 1].Length);
            BoundingBox both = Math.Abs(end.CenterY - box.CenterY) < box.Height ? box.Union(end) : box;
            foreach (string between in ElementNumber.Between(number, form(numbers[i + 1].Value), LongestRange))
                yield return (between, both, true);
        }
    }

    /// <summary>The word that a caption's own label begins with: the first on its first line.</summary>
    private static PageWord? LabelOf(CaptionText caption, DocumentPage page)
    {
        BoundingBox box = caption.BoundingBox.Inflate(1);
        PageWord? first = null;
        foreach (PageWord word in page.Words)
        {
            if (box.Contains(word.BoundingBox.CenterX, word.BoundingBox.CenterY) && word.BoundingBox.Top <= box.Top + 1 + (1.2 * word.BoundingBox.Height)
                && caption.Label.StartsWith(word.Text.TrimEnd('.', ':'), StringComparison.OrdinalIgnoreCase) && (first is null || word.BoundingBox.Left < first.BoundingBox.Left))
                first = word;
        }

        return first;
    }

    /// <summary>A small raised number after the word cites literature: equations¹.</summary>
    private static bool IsRaised(PageWord kind, PageWord number) =>
        !ReferenceEquals(kind, number) && kind.LineIndex == number.LineIndex && number.FontSize < 0.8 * kind.FontSize && number.Baseline < kind.Baseline - (0.1 * kind.FontSize);

    [GeneratedRegex(
        @"\b(?<kind>(?:(?:[Ss]upp(?:lementary|l\.|\.)?|SUPPLEMENTARY|[Ee]xtended\s[Dd]ata)\s)?(?:Figures?|Figs?\.?|FIGURES?|FIGS?\.?|figures?|figs?\.|Tables?|Tabs?\.|TABLES?|tables?|Schemes?|SCHEMES?|Charts?|Plates?|Diagrams?|Graphs?))[\s~]?\(?(?<number>"
        + Number + @")" + Panels + @"\)?(?:(?<separator>" + Separator + @")\(?(?<number>" + Number + @")" + Panels + @"\)?)*",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 2000)]
    private static partial Regex Mention();

    [GeneratedRegex(
        @"\b(?:(?<kind>(?:Eqs?\.?|EQS?\.?|Eqns?\.?|Equations?|EQUATIONS?|eqs?\.|eqns?\.?|equations?)\s?|(?:[Ff]ormula[es]?|[Rr]elations?|[Ee]xpressions?|[Ii]nequalit(?:y|ies)|[Ii]dentit(?:y|ies))\s)" + Bracketed + @"(?:(?<separator>" + EquationSeparator
        + @")(?:Eqs?\.?\s?|eqs?\.\s?)?" + Bracketed + @")*|(?<kind>Eqs?\.?|EQS?\.?|Eqns?\.?|Equations?|EQUATIONS?|eqs?\.|eqns?\.?|equations?)\s?(?<number>" + Tag + @")(?!\w)(?:(?<separator>" + Separator + @")(?<number>" + Tag + @")(?![\w%]))*)",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 2000)]
    private static partial Regex EquationMention();
}
