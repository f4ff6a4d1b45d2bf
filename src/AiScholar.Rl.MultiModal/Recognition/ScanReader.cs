using AiScholar.Rl.Core;

namespace AiScholar.Rl.MultiModal;

/// <summary>Gives pages without a text layer their words, where the host has an engine that recognizes them.</summary>
internal sealed class ScanReader(ExtensionCatalog<IOcrEngine> engines, IPageRasterizer rasterizer)
{
    private const double Resolution = 300;
    private const double ScanShare = 0.5;

    /// <summary>The page with its words; the same page when it has some, is no scan, or nothing can be recognized.</summary>
    public async ValueTask<DocumentPage> ReadAsync(DocumentSource source, DocumentPage page, CancellationToken cancellationToken)
    {
        IReadOnlyList<ExtensionHandle<IOcrEngine>> enabled = engines.GetAll();
        if (enabled.Count == 0 || page.Words.Count > 0 || !IsScan(page))
            return page;
        var issues = new List<ResultIssue>(page.Issues);
        RasterImage raster;
        try
        {
            raster = page.Raster ?? await rasterizer.RasterizeAsync(source, page.Number, Resolution, null, cancellationToken).ConfigureAwait(false);
        }
        catch (DocumentException exception)
        {
            issues.Add(new ResultIssue { Code = exception.ErrorCode, Severity = IssueSeverity.Warning, Message = exception.Message, Source = "rasterizer", PageNumber = page.Number });
            return page with { Issues = issues };
        }

        foreach (ExtensionHandle<IOcrEngine> engine in enabled)
        {
            ExtensionOutcome<IReadOnlyList<PageWord>> outcome = await engine.InvokeAsync(
                nameof(IOcrEngine.RecognizeAsync),
                async (instance, token) => Check(await instance.RecognizeAsync(raster, token).ConfigureAwait(false), raster, engine.Name),
                cancellationToken: cancellationToken).ConfigureAwait(false);
            if (outcome.Succeeded)
                return page with { Words = ToPage(outcome.Value!, page, raster), Raster = raster, Issues = issues };
            issues.Add(outcome.Issue with { PageNumber = page.Number });
        }

        return page with { Issues = issues };
    }

    /// <summary>A picture file, or a page that images cover by half.</summary>
    private static bool IsScan(DocumentPage page) =>
        page.Raster is not null || page.Images.Any(image => image.BoundingBox.Area > ScanShare * page.Width * page.Height);

    private static IReadOnlyList<PageWord> Check(IReadOnlyList<PageWord>? words, RasterImage raster, string name)
    {
        var whole = new BoundingBox(0, 0, raster.Width, raster.Height);
        bool sound = words is not null && words.All(word => word is { Text.Length: > 0, Confidence: >= 0 and <= 1 } && word.BoundingBox.IsValid && whole.Contains(word.BoundingBox, 2));
        return sound ? words! : throw new ExtensionException(AdvancedRlErrorCode.ExtensionFailed, name, $"'{name}' returned words without text, outside the picture, or with a confidence outside 0 to 1.");
    }

    /// <summary>From the picture's pixels to the page's points.</summary>
    private static List<PageWord> ToPage(IReadOnlyList<PageWord> words, DocumentPage page, RasterImage raster)
    {
        double x = page.Width / raster.Width, y = page.Height / raster.Height;
        return [.. words.Select(word => word with
        {
            BoundingBox = new BoundingBox(word.BoundingBox.X * x, word.BoundingBox.Y * y, word.BoundingBox.Width * x, word.BoundingBox.Height * y),
            Baseline = word.Baseline * y,
            FontSize = word.FontSize * y,
        })];
    }
}
