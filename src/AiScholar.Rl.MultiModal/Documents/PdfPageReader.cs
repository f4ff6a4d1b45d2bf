using UglyToad.PdfPig.Content;

namespace AiScholar.Rl.MultiModal;

/// <summary>Reads one PdfPig page: words in reading order, paths and images, in points from the top left of the page as shown.</summary>
internal static class PdfPageReader
{
    internal const string Source = "pdf";

    public static DocumentPage Read(Page page, DocumentOptions options)
    {
        double width = page.Width, height = page.Height;
        if (!(width > 0 && height > 0 && double.IsFinite(width) && double.IsFinite(height)))
            throw new DocumentException(AdvancedRlErrorCode.DocumentCorrupt, $"Page {page.Number} has no usable size; check the page's MediaBox and CropBox.");
        var issues = new List<ResultIssue>();
        IReadOnlyList<Letter> letters = page.Letters;
        if (letters.Count > options.MaxLettersPerPage)
            throw DocumentLimits.Exceeded($"Page {page.Number} has {letters.Count} letters", options.MaxLettersPerPage, nameof(DocumentOptions.MaxLettersPerPage));

        List<PageWord> words = Order(WordBuilder.Build(PdfGlyphReader.Read(letters, width, height), options.KeepGlyphs), width, height);
        (List<PagePath> paths, bool complete) = PdfPathReader.Read(page.Paths, width, height, options.MaxPathSegmentsPerPage);
        if (!complete)
            issues.Add(Limit(page.Number, nameof(DocumentOptions.MaxPathSegmentsPerPage), options.MaxPathSegmentsPerPage, "path segments"));
        List<PageImage> images = PdfImageReader.Read(page, width, height, options, issues);
        return new DocumentPage { Number = page.Number, Width = width, Height = height, Words = words, Paths = paths, Images = images, Issues = issues };
    }

    internal static ResultIssue Limit(int page, string setting, int limit, string what) => new()
    {
        Code = AdvancedRlErrorCode.DocumentLimitExceeded,
        Message = $"The page has more than {limit} {what}; the first ones were kept. Raise DocumentOptions.{setting} to read all.",
        Source = Source,
        PageNumber = page,
    };

    /// <summary>Words in reading order with the number of their line; turned words follow the upright ones, in lines of their own frame.</summary>
    private static List<PageWord> Order(List<PageWord> words, double width, double height)
    {
        var ordered = new List<PageWord>(words.Count);
        int index = 0;
        foreach (TextLine line in ReadingOrder.Sort(LineBuilder.Build(words), width))
        {
            foreach (PageWord word in line.Words)
                ordered.Add(word with { LineIndex = index });
            index++;
        }

        foreach (IGrouping<int?, PageWord> direction in words.Where(word => word.Rotation != 0).GroupBy(QuarterTurn.Direction).OrderBy(group => group.Key ?? int.MaxValue))
        {
            if (direction.Key is not { } degrees)
            {
                ordered.AddRange(direction);
                continue;
            }

            var turn = new QuarterTurn(degrees, width, height);
            Dictionary<PageWord, PageWord> shown = new(ReferenceEqualityComparer.Instance);
            foreach (PageWord word in direction)
                shown[turn.Own(word)] = word;
            foreach (TextLine line in ReadingOrder.Sort(LineBuilder.Build(shown.Keys), turn.Width))
            {
                ordered.AddRange(line.Words.Select(word => shown[word] with { LineIndex = index }));
                index++;
            }
        }

        return ordered;
    }
}
