using AiScholar.Rl.Core;
using Microsoft.Extensions.Options;

namespace AiScholar.Rl.MultiModal;

/// <summary>Finds the elements of a page: captions, regions, and for each region the processor that reads it.</summary>
internal sealed class PageAnalyzer(ExtensionCatalog<IRegionDetector> detectors, ExtensionCatalog<IVisualProcessor> processors, FormulaReader formulas, IOptions<DocumentOptions> options)
{
    private const double SameElement = 0.5;
    private const int Shortlist = 3;

    public async ValueTask<PageDraft> AnalyzeAsync(DocumentSource source, DocumentPage page, DocumentAnalysisRequest request, CancellationToken cancellationToken)
    {
        var issues = new List<ResultIssue>();
        IReadOnlyList<CaptionText> captions = CaptionFinder.Find(page);
        IReadOnlyList<VisualRegion> regions = request.Regions is { } known
            ? [.. known.Where(region => region.PageNumber == page.Number).Select(region => ToRegion(page, region))]
            : await DetectAsync(page, captions, issues, cancellationToken).ConfigureAwait(false);
        var found = new List<FoundElement>();
        foreach (VisualRegion region in regions)
        {
            VisualRegion complete = Complete(region, source);
            if (await ProcessAsync(complete, request, issues, cancellationToken).ConfigureAwait(false) is { } element)
                found.Add(LegendFinder.Find(element with { Caption = complete.Caption }, page));
        }

        if (request.Regions is null)
            found = Distinct(found);
        await formulas.ReadAsync(source, page, found, issues, cancellationToken).ConfigureAwait(false);
        return new PageDraft(Number(found, page), ReferenceFinder.Find(page, captions, found), PageText.Of(page), issues);
    }

    private static VisualRegion ToRegion(DocumentPage page, KnownRegion region) =>
        new() { Page = page, BoundingBox = region.BoundingBox, SuggestedType = region.ElementType };

    /// <summary>Fills in what a detector or a host left out: the words, paths and images of the box.</summary>
    private static VisualRegion Complete(VisualRegion region, DocumentSource source)
    {
        BoundingBox box = region.BoundingBox;
        DocumentPage page = region.Page;
        return region with
        {
            Source = region.Source ?? source,
            Words = region.Words.Count > 0 ? region.Words : [.. page.Words.Where(word => box.Contains(word.BoundingBox.CenterX, word.BoundingBox.CenterY))],
            Paths = region.Paths.Count > 0 ? region.Paths : [.. page.Paths.Where(path => box.Intersect(path.BoundingBox) is not null)],
            Images = region.Images.Count > 0 ? region.Images : [.. page.Images.Where(image => box.Intersect(image.BoundingBox) is not null)],
        };
    }

    private async ValueTask<IReadOnlyList<VisualRegion>> DetectAsync(DocumentPage page, IReadOnlyList<CaptionText> captions, List<ResultIssue> issues, CancellationToken cancellationToken)
    {
        var regions = new List<VisualRegion>();
        foreach (ExtensionHandle<IRegionDetector> detector in detectors.GetAll())
        {
            ExtensionOutcome<IReadOnlyList<VisualRegion>> outcome = await detector.InvokeAsync(
                nameof(IRegionDetector.DetectAsync),
                async (instance, token) => ElementRules.Check(await instance.DetectAsync(page, captions, token).ConfigureAwait(false), page, detector.Name),
                cancellationToken: cancellationToken).ConfigureAwait(false);
            if (outcome.Succeeded)
                regions.AddRange(outcome.Value!);
            else
                issues.Add(outcome.Issue with { PageNumber = page.Number });
        }

        return regions;
    }

    /// <summary>The element of the best of the processors that can read the region; the next one is asked when it fails.</summary>
    private async ValueTask<FoundElement?> ProcessAsync(VisualRegion region, DocumentAnalysisRequest request, List<ResultIssue> issues, CancellationToken cancellationToken)
    {
        foreach (ScoredProcessor candidate in await ScoreAsync(region, issues, cancellationToken).ConfigureAwait(false))
        {
            bool isBuiltIn = false;
            ExtensionOutcome<VisualElement> outcome = await candidate.Handle.InvokeAsync(
                nameof(IVisualProcessor.ProcessAsync),
                async (processor, token) =>
                {
                    isBuiltIn = processor.GetType().Assembly == typeof(PageAnalyzer).Assembly;
                    return ElementRules.Check(await processor.ProcessAsync(region, token).ConfigureAwait(false), region, candidate.Handle.Name);
                },
                cancellationToken: cancellationToken).ConfigureAwait(false);
            if (!outcome.Succeeded)
            {
                issues.Add(outcome.Issue with { PageNumber = region.Page.Number });
                continue;
            }

            VisualElement element = outcome.Value!;
            return request.ElementTypes is null || request.ElementTypes.Contains(element.ElementType)
                ? new FoundElement(element with { Processor = candidate.Handle.Name }, null) { IsBuiltIn = isBuiltIn }
                : null;
        }

        return null;
    }

    /// <summary>
    /// The processors that can read the region, best first: by the host's explicit priority, then those that name the suggested type before
    /// those that take anything, then by score. A newcomer's flat 1.0 for everything beats nobody who knows the type.
    /// </summary>
    private async ValueTask<IEnumerable<ScoredProcessor>> ScoreAsync(VisualRegion region, List<ResultIssue> issues, CancellationToken cancellationToken)
    {
        var scored = new List<ScoredProcessor>();
        foreach (ExtensionHandle<IVisualProcessor> handle in processors.GetAll())
        {
            ExtensionOutcome<(bool Named, double Score)> outcome = await handle.InvokeAsync(
                nameof(IVisualProcessor.ScoreAsync),
                async (processor, token) =>
                {
                    bool named = region.SuggestedType is { } type && processor.ElementTypes.Contains(type);
                    if (!named && processor.ElementTypes.Count > 0 && region.SuggestedType is not null)
                        return (false, 0);
                    return (named, ElementRules.CheckScore(await processor.ScoreAsync(region, token).ConfigureAwait(false), handle.Name));
                },
                cancellationToken: cancellationToken).ConfigureAwait(false);
            if (!outcome.Succeeded)
                issues.Add(outcome.Issue with { PageNumber = region.Page.Number });
            else if (outcome.Value.Score > 0)
                scored.Add(new ScoredProcessor(handle, Math.Max(0, handle.Priority), outcome.Value.Named, outcome.Value.Score));
        }

        return scored
            .OrderByDescending(candidate => candidate.Priority)
            .ThenByDescending(candidate => candidate.Named)
            .ThenByDescending(candidate => candidate.Score)
            .Take(Shortlist);
    }

    /// <summary>Of elements in one place the surer one stays.</summary>
    private static List<FoundElement> Distinct(List<FoundElement> found)
    {
        var kept = new List<FoundElement>();
        foreach (FoundElement candidate in found.OrderByDescending(candidate => candidate.Element.Confidence))
        {
            if (!kept.Exists(other => other.Element.BoundingBox.IntersectionOverUnion(candidate.Element.BoundingBox) > SameElement))
                kept.Add(candidate);
        }

        return [.. found.Where(kept.Contains)];
    }

    /// <summary>Gives each element its number and what its caption says; scores of built-in processors become probabilities only here, since scores decide between elements in one place.</summary>
    private List<FoundElement> Number(List<FoundElement> found, DocumentPage page)
    {
        var counts = new Dictionary<VisualElementType, int>();
        return [.. found.Select(candidate =>
        {
            int number = counts[candidate.Element.ElementType] = counts.GetValueOrDefault(candidate.Element.ElementType) + 1;
            VisualElement element = candidate.Element;
            return candidate with
            {
                Score = element.Confidence,
                Element = element with
                {
                    Id = element.Id.Length > 0 ? element.Id : $"p{page.Number}-{element.ElementType}-{number}",
                    Label = element.Label ?? candidate.Caption?.Label,
                    Confidence = candidate.IsBuiltIn && options.Value.CalibrateConfidence ? ConfidenceModels.Apply(element) : element.Confidence,
                    Caption = element.Caption ?? (candidate.Legend is { } legend ? $"{candidate.Caption?.Text} {legend.Text}" : candidate.Caption?.Text),
                },
            };
        })];
    }

    private sealed record ScoredProcessor(ExtensionHandle<IVisualProcessor> Handle, int Priority, bool Named, double Score);
}
