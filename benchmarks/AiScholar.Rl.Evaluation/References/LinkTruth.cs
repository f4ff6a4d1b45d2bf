using System.Globalization;
using System.Text.RegularExpressions;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Actions;
using UglyToad.PdfPig.Annotations;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Core;

namespace AiScholar.Rl.Evaluation.References;

/// <summary>
/// Reads the true links of a paper: link annotations whose named destination is an equation, a figure or a table. The element's number is the
/// one printed in the link; a link that prints none takes the last number of its destination's name. Between two links of one type that only a
/// dash (or "to", "through") parts, the members between them are links too.
/// </summary>
public static partial class LinkTruth
{
    private const int LongestRange = 50;

    /// <summary>The true links of a document.</summary>
    public static List<ElementLink> Read(ReadOnlySpan<byte> pdf)
    {
        using PdfDocument document = PdfDocument.Open(pdf.ToArray());
        var links = new List<ElementLink>();
        foreach (Page page in document.GetPages())
        {
            ElementLink? previous = null;
            foreach (Annotation annotation in page.GetAnnotations())
            {
                ElementLink? link = annotation.Type == AnnotationType.Link ? ToLink(page, annotation) : null;
                if (link is not null)
                {
                    links.Add(link);
                    if (previous is not null)
                        links.AddRange(Between(page, previous, link));
                }

                previous = link;
            }
        }

        return links;
    }

    /// <summary>The number of annotations that a reader sees.</summary>
    public static int Annotations(ReadOnlySpan<byte> pdf)
    {
        using PdfDocument document = PdfDocument.Open(pdf.ToArray());
        return document.GetPages().Sum(page => page.GetAnnotations().Count());
    }

    /// <summary>All letters of a document in content order.</summary>
    public static string Text(ReadOnlySpan<byte> pdf)
    {
        using PdfDocument document = PdfDocument.Open(pdf.ToArray());
        return string.Concat(document.GetPages().SelectMany(page => page.Letters).Select(letter => letter.Value));
    }

    private static ElementLink? ToLink(Page page, Annotation annotation)
    {
        Match name = Destination().Match(annotation.AnnotationDictionary.ToString() ?? "");
        if (!name.Success)
            return null;
        VisualElementType type = name.Groups["kind"].Value switch
        {
            "equation" or "AMS" => VisualElementType.Equation,
            "table" => VisualElementType.Table,
            _ => VisualElementType.Figure,
        };
        PdfRectangle area = annotation.Rectangle;
        string printed = string.Concat(page.Letters.Where(letter => area.Left - 1 < Middle(letter).X && Middle(letter).X < area.Right + 1 && area.Bottom < Middle(letter).Y && Middle(letter).Y < area.Top).Select(letter => letter.Value));
        string? number = ElementLink.Normalize(type, printed) ?? ElementLink.Normalize(type, name.Groups["number"].Value.Split('.')[^1]);
        int target = annotation.Action is GoToAction go ? go.Destination.PageNumber : 0;
        return number is null ? null : new ElementLink(page.Number, BoundingBox.FromEdges(area.Left, page.Height - area.Top, area.Right, page.Height - area.Bottom), type, number, target);
    }

    private static IEnumerable<ElementLink> Between(Page page, ElementLink first, ElementLink last)
    {
        if (first.Type != last.Type || !int.TryParse(first.Number, out int from) || !int.TryParse(last.Number, out int to) || to - from is < 2 or > LongestRange)
            yield break;
        bool beside = Math.Abs(first.Box.CenterY - last.Box.CenterY) < first.Box.Height && last.Box.Left >= first.Box.Left && last.Box.Left - first.Box.Right < 60;
        string between = string.Concat(page.Letters.Where(letter => Middle(letter).X > first.Box.Right && Middle(letter).X < last.Box.Left
            && Math.Abs(page.Height - Middle(letter).Y - first.Box.CenterY) < first.Box.Height / 2).Select(letter => letter.Value)).Trim('(', ')', ' ');
        string end = string.Concat(page.Letters.Where(letter => first.Box.Inflate(1).Contains(Middle(letter).X, page.Height - Middle(letter).Y)).Select(letter => letter.Value));
        if (!beside || !(between is "-" or "–" or "—" or "to" or "through" || (between.Length == 0 && end.EndsWith('-'))))
            yield break;
        for (int number = from + 1; number < to; number++)
            yield return new ElementLink(first.Page, first.Box.Union(last.Box), first.Type, number.ToString(CultureInfo.InvariantCulture), 0);
    }

    private static PdfPoint Middle(Letter letter) => letter.BoundingBox.Centroid;

    [GeneratedRegex(@"<(?:D|Dest), \(?(?<kind>equation|AMS|subfigure|figure|subtable|table)\.(?<number>[^)>]*)\)?>", RegexOptions.CultureInvariant, 500)]
    private static partial Regex Destination();
}
