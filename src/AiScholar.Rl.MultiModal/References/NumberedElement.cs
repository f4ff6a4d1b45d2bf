using System.Text.RegularExpressions;

namespace AiScholar.Rl.MultiModal;

/// <summary>An element that the text can name by a number.</summary>
internal sealed partial record NumberedElement(VisualElement Element, double Confidence, bool IsContinuation)
{
    /// <summary>Which of several with one number is meant: the one with the highest.</summary>
    public double Score { get; init; } = Confidence;

    /// <summary>The document's numbered elements by type (figures stand for everything captioned that is no table) and number, each list from first to last page.</summary>
    public static Dictionary<(VisualElementType, string), List<NumberedElement>> Index(IReadOnlyList<FoundElement> elements)
    {
        var index = new Dictionary<(VisualElementType, string), List<NumberedElement>>();
        foreach (FoundElement found in elements)
        {
            foreach ((VisualElementType type, string number, double confidence, double score, bool continued) in Numbers(found))
            {
                if (!index.TryGetValue((type, number), out List<NumberedElement>? same))
                    index.Add((type, number), same = []);
                same.Add(new NumberedElement(found.Element, confidence, continued) { Score = score });
            }
        }

        return index;
    }

    private static IEnumerable<(VisualElementType Type, string Number, double Confidence, double Score, bool Continued)> Numbers(FoundElement found)
    {
        if (found.Element.Content is EquationContent { Number: { } equation })
            yield return (VisualElementType.Equation, ElementNumber.OfEquation(equation), found.Element.Confidence, found.Score, false);
        if (found.Caption is not { } caption)
            yield break;
        VisualElementType type = caption.ElementType == VisualElementType.Table ? VisualElementType.Table : VisualElementType.Figure;
        bool continued = Continued().IsMatch(caption.Text);
        yield return (type, ElementNumber.OfFloat(caption.Number, caption.Label), caption.Confidence, caption.Confidence, continued);
        Match more = MoreNumbers().Match(caption.Text);
        if (more.Success)
            yield return (type, ElementNumber.OfFloat(more.Groups["number"].Value, caption.Label), caption.Confidence, caption.Confidence, continued);
    }

    [GeneratedRegex(@"^.{0,24}?\(?\b(?:cont(?:inued|['’]?d|inuation|\.)|Fortsetzung|suite)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 200)]
    private static partial Regex Continued();

    /// <summary>The second number of a caption for two elements: "Figures 3 and 4."</summary>
    [GeneratedRegex(@"^\w+\.?\s\w{1,4}\s(?:and|&)\s(?<number>[A-Z]?\d{1,3}|[IVXLC]{1,7})(?=[.:|\s])", RegexOptions.CultureInvariant, 200)]
    private static partial Regex MoreNumbers();
}
