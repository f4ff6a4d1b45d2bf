namespace AiScholar.Rl.MultiModal;

/// <summary>What speaks for a display equation.</summary>
internal static class EquationEvidence
{
    /// <summary>What is smaller than this share of the text is an index, or stands in a figure.</summary>
    private const double TextSize = 0.85;

    /// <summary>A number at the edge, distance from the lines above and below (whole at one font size), the share of signs outside words, and the size of the text.</summary>
    public static IReadOnlyList<(string Name, double Value)> Of(VisualRegion region, EquationNumber? number)
    {
        if (region.Words.Count == 0)
            return [];
        PageWord[] words = number is null ? [.. region.Words] : [.. region.Words.Where(word => !number.Words.Contains(word, ReferenceEqualityComparer.Instance))];
        var row = new FormulaRow(words.Length == 0 ? region.Words : words, new Span(region.BoundingBox.Left, region.BoundingBox.Right), new FormulaWords());
        PageLayout layout = PageLayout.Of(region.Page);
        return
        [
            ("numbered", number is null ? 0 : 1),
            ("apart", Apart(region, row, layout)),
            ("wordless", 1 - row.PlainShare),
            ("fullSize", row.FontSize > TextSize * layout.BodyFontSize ? 1 : 0),
        ];
    }

    /// <summary>The least distance to a word above or below, in font sizes.</summary>
    private static double Apart(VisualRegion region, FormulaRow row, PageLayout layout)
    {
        BoundingBox box = row.Box;
        double size = row.FontSize, least = 1;
        var own = new HashSet<PageWord>(region.Words, ReferenceEqualityComparer.Instance);
        foreach (TextLine line in layout.Lines)
        {
            if (line.BoundingBox.Bottom < box.Top - (2 * size) || line.BoundingBox.Top > box.Bottom + (2 * size))
                continue;
            if (layout.Gutter is { } gutter && (line.BoundingBox.CenterX < gutter) != (box.CenterX < gutter))
                continue;
            foreach (PageWord word in line.Words)
            {
                BoundingBox other = word.BoundingBox;
                if (own.Contains(word) || other.Right < box.Left - size || other.Left > box.Right + size)
                    continue;
                if (other.CenterY < box.Top)
                    least = Math.Min(least, (box.Top - other.Bottom) / size);
                else if (other.CenterY > box.Bottom)
                    least = Math.Min(least, (other.Top - box.Bottom) / size);
            }
        }

        return least;
    }
}
