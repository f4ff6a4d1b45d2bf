using System.Text.RegularExpressions;

namespace AiScholar.Rl.MultiModal;

/// <summary>How captions begin: a word that announces an element, a number and often a sign.</summary>
internal static partial class CaptionPattern
{
    /// <summary>The label at the start of <paramref name="text"/>, or null.</summary>
    public static CaptionLabel? Match(string text)
    {
        Match match = Label().Match(text);
        if (!match.Success)
            return null;
        string kind = match.Groups["kind"].Value;
        return new CaptionLabel
        {
            Printed = text[..(match.Groups["number"].Index + match.Groups["number"].Length)],
            ElementType = TypeOf(kind),
            Number = match.Groups["number"].Value,
            Delimiter = match.Groups["sign"].Value.Trim(),
            Rest = text[match.Length..].TrimStart(),
            IsUpper = kind.Length > 1 && kind == kind.ToUpperInvariant(),
        };
    }

    public static VisualElementType TypeOf(string kind) => kind.ToUpperInvariant() switch
    {
        ['T', 'A', ..] => VisualElementType.Table,
        ['C', 'H', ..] or ['G', 'R', ..] => VisualElementType.Chart,
        ['S', ..] or ['D', ..] => VisualElementType.Diagram,
        _ => VisualElementType.Figure,
    };

    [GeneratedRegex(
        @"^(?<kind>Supplementary\s+(?:Figure|Fig\.|Table)|Extended\s+Data\s+(?:Figure|Fig\.|Table)|Figures?|Figs?\.?|FIGURE|FIG\.?|Tables?|TABLE|Tab\.|TAB\.|Scheme|SCHEME|Chart|CHART|Graph|GRAPH|Diagram|DIAGRAM|Plate|PLATE|Exhibit|EXHIBIT|Illustration|Map|MAP|Photo)\s*(?:No\.?\s*)?(?<number>(?:[A-Z]{1,3}[.\-–]?)?\d{1,4}(?:[.\-–]\d{1,3}){0,3}[a-zA-Z]?|[IVXLC]{1,7}|[A-Z](?:\.\d+)?)(?![\w])(?:\s?(?:and|&)\s?(?:[A-Z]?\d{1,3}|[IVXLC]{1,7})(?=\s*[.:|]))?(?<sign>\s*(?:[.:|]|[\-–—](?=\s|$)|\)|$))?",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 500)]
    private static partial Regex Label();
}
