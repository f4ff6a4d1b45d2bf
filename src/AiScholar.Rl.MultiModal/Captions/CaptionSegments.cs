namespace AiScholar.Rl.MultiModal;

/// <summary>A page's lines, cut at the gutter and where a label follows a wide gap: captions of elements side by side, or beside a column of text.</summary>
internal static class CaptionSegments
{
    private const double Following = 2.2;

    /// <summary>The lines in reading order; every word of theirs stays in exactly one.</summary>
    /// <param name="layout">The page.</param>
    /// <param name="gap">The gap that may part two captions, in font sizes.</param>
    public static List<TextLine> Of(PageLayout layout, double gap)
    {
        var segments = new List<TextLine>();
        Span? cut = null;
        double baseline = 0;
        foreach (TextLine line in LineFragments.Join(ReadingOrder.Sort(layout.Lines, layout.Page.Width)))
        {
            List<PageWord> words = [];
            bool goesOn = cut is not null && line.Baseline > baseline && line.Baseline - baseline < Following * line.FontSize;
            Span? next = null;
            foreach (TextRun run in line.Runs(gap))
            {
                if (words.Count > 0)
                {
                    var between = new Span(words.Max(word => word.BoundingBox.Right), run.BoundingBox.Left);
                    Span? shared = goesOn && cut!.Value.Overlap(between) > gap * line.FontSize / 2 ? new Span(Math.Max(cut.Value.Start, between.Start), Math.Min(cut.Value.End, between.End)) : null;
                    if (StartsCaption(run, words) || shared is not null)
                    {
                        next = shared ?? between;
                        segments.Add(new TextLine(words, line.Baseline, line.FontSize));
                        words = [];
                    }
                }

                words.AddRange(run.Words);
            }

            segments.Add(new TextLine(words, line.Baseline, line.FontSize));
            (cut, baseline) = (next, line.Baseline);
        }

        return segments;
    }

    private static bool StartsCaption(TextRun run, List<PageWord> before) => CaptionPattern.Match(run.Text) is { } label
        && (label.Delimiter.Length > 0 || label.Rest.Length == 0 || CaptionPattern.Match(before[0].Text + " " + before.ElementAtOrDefault(1)?.Text) is not null);
}
