namespace AiScholar.Rl.MultiModal;

/// <summary>Pictures of a page's formulas: the part of the page that holds them is drawn once, each is cut from it.</summary>
/// <param name="rasterizer">Draws pages.</param>
/// <param name="source">The document.</param>
/// <param name="page">The page.</param>
/// <param name="dotsPerInch">Resolution, where the page is no picture itself.</param>
/// <param name="boxes">The formulas that will be asked for.</param>
internal sealed class FormulaPictures(IPageRasterizer rasterizer, DocumentSource source, DocumentPage page, double dotsPerInch, IReadOnlyList<BoundingBox> boxes)
{
    // Glyphs reach over their boxes a little; the neighbours in a line of text stand closer than those of a displayed formula.
    private const double DisplayMargin = 2;
    private const double InlineMargin = 0.75;
    private const double MostPixelsAtOnce = 25_000_000;

    private (RasterImage Image, BoundingBox Part)? _drawn;
    private bool _apart;

    /// <summary>The formula without its number, with a narrow margin of paper.</summary>
    public async ValueTask<RasterImage> DrawAsync(VisualElement element, CancellationToken cancellationToken)
    {
        var content = (EquationContent)element.Content!;
        BoundingBox whole = Clip(element.BoundingBox.Inflate(content.IsDisplay ? DisplayMargin : InlineMargin));
        (RasterImage image, BoundingBox part) = _drawn ?? await DrawPageAsync(whole, cancellationToken).ConfigureAwait(false);
        var picture = FormulaPicture.Cut(image, part, whole);
        if (content.Number is not null && NumberBox(element.BoundingBox) is { } number)
            picture.Erase(number);
        return picture.Trim();
    }

    private BoundingBox Clip(BoundingBox box) => box.Intersect(new BoundingBox(0, 0, page.Width, page.Height)) ?? box;

    /// <summary>The part of the page with all formulas; just the one asked for when together they are over a limit.</summary>
    private async ValueTask<(RasterImage Image, BoundingBox Part)> DrawPageAsync(BoundingBox one, CancellationToken cancellationToken)
    {
        if (page.Raster is { } scan)
            return (_drawn = (Check(scan), new BoundingBox(0, 0, page.Width, page.Height))).Value;
        BoundingBox all = Clip(BoundingBox.Union(boxes).Inflate(DisplayMargin));
        if (!_apart && all.Area * Math.Pow(dotsPerInch / 72, 2) <= MostPixelsAtOnce)
        {
            try
            {
                return (_drawn = (await RasterizeAsync(all, cancellationToken).ConfigureAwait(false), all)).Value;
            }
            catch (DocumentException exception) when (exception.ErrorCode == AdvancedRlErrorCode.DocumentLimitExceeded && boxes.Count > 1)
            {
            }
        }

        _apart = true;
        return (await RasterizeAsync(one, cancellationToken).ConfigureAwait(false), one);
    }

    private async ValueTask<RasterImage> RasterizeAsync(BoundingBox part, CancellationToken cancellationToken) =>
        Check(await rasterizer.RasterizeAsync(source, page.Number, dotsPerInch, part, cancellationToken).ConfigureAwait(false));

    private static RasterImage Check(RasterImage? image) => image is { Width: > 0, Height: > 0 } && image.Pixels.Length == 4L * image.Width * image.Height
        ? image
        : throw new AdvancedRlException(AdvancedRlErrorCode.ExtensionFailed, "There is no picture of the page's formulas, or its pixels are not four bytes each.");

    /// <summary>Where the number stands, found again as the processor found it.</summary>
    private BoundingBox? NumberBox(BoundingBox box)
    {
        PageWord[] words = [.. page.Words.Where(word => box.Contains(word.BoundingBox.CenterX, word.BoundingBox.CenterY))];
        return EquationNumbers.Find(words, new Span(box.Left, box.Right)).LastOrDefault()?.Box.Inflate(DisplayMargin);
    }
}
