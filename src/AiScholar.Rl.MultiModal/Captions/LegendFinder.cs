namespace AiScholar.Rl.MultiModal;

/// <summary>
/// Finds the legend of a table whose title stands above it: sentences right below the table in the title's own font and size, which the running text
/// does not have. Notes that begin with a mark, or say that they are notes, are not the caption's.
/// </summary>
internal static class LegendFinder
{
    private const double Near = 2;
    private const double SameLeading = 1.2;
    private const double WidestLeading = 1.6;
    private const double Foot = 0.93;
    private const int FewestWords = 6;
    private const int MostLines = 20;

    /// <summary>The element with its legend; the same where it has none.</summary>
    public static FoundElement Find(FoundElement found, DocumentPage page)
    {
        if (found.Caption is not { } caption || found.Element.ElementType != VisualElementType.Table || caption.BoundingBox.Bottom > found.Element.BoundingBox.Top + 2)
            return found;
        PageLayout layout = PageLayout.Of(page);
        PageWord[] title = [.. page.Words.Where(word => word.Rotation == 0 && caption.BoundingBox.Contains(word.BoundingBox.CenterX, word.BoundingBox.CenterY))];
        if (title.Length < 3 || Usual(title) is not { } like || IsOfBody(like, layout))
            return found;
        List<TextLine> lines = Below(layout, caption.BoundingBox.Union(found.Element.BoundingBox), found.Element.BoundingBox, like);
        if (lines.Count == 0 || lines.Sum(line => line.Words.Count) < FewestWords || IsNote(lines[0]))
            return found;
        return found with
        {
            Legend = caption with { Text = new LineHyphens(page).Join(lines), BoundingBox = BoundingBox.Union(lines.Select(line => line.BoundingBox)) },
        };
    }

    /// <summary>Whether the page's own text is set like the title, so that nothing would tell a legend from it.</summary>
    private static bool IsOfBody(PageWord like, PageLayout layout)
    {
        if (Math.Abs(like.FontSize - layout.BodyFontSize) > 0.4)
            return false;
        return Usual(layout.Page.Words.Where(word => Math.Abs(word.FontSize - layout.BodyFontSize) < 0.4))?.FontName == like.FontName;
    }

    /// <summary>A word in the font that most letters are set in; null where fonts have no names.</summary>
    private static PageWord? Usual(IEnumerable<PageWord> words) =>
        words.Where(word => word.FontName is not null).GroupBy(word => (word.FontName, Math.Round(word.FontSize))).MaxBy(group => group.Sum(word => word.Text.Length))?.First();

    /// <summary>The lines below a box, as wide as <paramref name="zone"/> at most, alike and close to each other.</summary>
    private static List<TextLine> Below(PageLayout layout, BoundingBox zone, BoundingBox box, PageWord like)
    {
        var lines = new List<TextLine>();
        double leading = 0;
        foreach (TextLine line in CaptionFinder.Segments(layout).Where(line => line.BoundingBox.CenterY > box.Bottom && Shares(line.BoundingBox, zone)).OrderBy(line => line.Baseline))
        {
            double size = line.FontSize;
            bool near = lines.Count == 0
                ? line.BoundingBox.Top - box.Bottom < Near * size
                : line.Baseline - lines[^1].Baseline < (leading > 0 ? SameLeading * leading : WidestLeading * size);
            bool within = line.BoundingBox.Left > zone.Left - size && line.BoundingBox.Right < zone.Right + size;
            if (!near || !within || lines.Count == MostLines || line.BoundingBox.Bottom > Foot * layout.Page.Height || !IsLike(line, like) || line.Runs(1.6).Count > 1 || CaptionPattern.Match(line.Text) is not null)
                break;
            if (lines.Count > 0)
                leading = Math.Max(leading, line.Baseline - lines[^1].Baseline);
            lines.Add(line);
        }

        return lines;
    }

    private static bool Shares(BoundingBox line, BoundingBox zone) => Math.Min(line.Right, zone.Right) - Math.Max(line.Left, zone.Left) > 0;

    /// <summary>Whether most of the line's letters are set as the title is; formulas in it are not.</summary>
    private static bool IsLike(TextLine line, PageWord like)
    {
        if (Math.Abs(line.FontSize - like.FontSize) > 0.3)
            return false;
        int all = line.Words.Sum(word => word.Text.Length), alike = line.Words.Where(word => word.FontName == like.FontName).Sum(word => word.Text.Length);
        return alike > 0.5 * all;
    }

    private static bool IsNote(TextLine line)
    {
        PageWord first = line.Words[0];
        if (!char.IsLetterOrDigit(first.Text[0]) || first.FontSize < 0.85 * line.FontSize)
            return true;
        string head = first.Text.TrimEnd('.', ':', '—').ToUpperInvariant();
        return head is "NOTE" or "NOTES" or "SOURCE" or "SOURCES" || (head.Length == 1 && head != "A");
    }
}
