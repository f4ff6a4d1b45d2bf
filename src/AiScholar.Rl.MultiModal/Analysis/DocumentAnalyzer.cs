using System.Diagnostics;
using System.Runtime.CompilerServices;
using AiScholar.Rl.Core;

namespace AiScholar.Rl.MultiModal;

/// <summary>The pipeline: bytes to pages, pages to regions, regions to elements, elements and text to features, features to one embedding.</summary>
internal sealed class DocumentAnalyzer(
    DocumentPages pages,
    PageAnalyzer pageAnalyzer,
    TextFeatureExtractor textFeatures,
    ExtensionCatalog<IFeatureIntegrator> integrators,
    TimeProvider time) : IDocumentAnalyzer
{
    public async ValueTask<VisualFeatures> ExtractVisualFeaturesAsync(DocumentSource source, DocumentAnalysisRequest? request = null, CancellationToken cancellationToken = default)
    {
        DocumentDraft draft = await ReadAsync(source, request ?? new(), cancellationToken).ConfigureAwait(false);
        return draft.ToVisualFeatures();
    }

    public async ValueTask<DocumentAnalysis> AnalyzeAsync(DocumentSource source, DocumentAnalysisRequest? request = null, CancellationToken cancellationToken = default)
    {
        request ??= new();
        long start = time.GetTimestamp();
        using Activity? activity = MultiModalTelemetry.Source.StartActivity("AnalyzeDocument");
        IReadOnlyList<ExtensionHandle<IFeatureIntegrator>> candidates = Integrators(request);
        DocumentDraft draft = await ReadAsync(source, request, cancellationToken).ConfigureAwait(false);
        TextFeatures text = await textFeatures.ExtractAsync(draft.Texts, draft.Issues, cancellationToken).ConfigureAwait(false);
        VisualFeatures visual = draft.ToVisualFeatures();
        MultiModalFeatures features = await IntegrateAsync(candidates, text, visual, draft.Issues, cancellationToken).ConfigureAwait(false);
        TimeSpan elapsed = time.GetElapsedTime(start);
        MultiModalTelemetry.OnAnalyzed(draft.Pages.Count, draft.Elements, elapsed);
        return new DocumentAnalysis
        {
            Pages = draft.Pages,
            Text = string.Join('\f', draft.Texts.Select(page => page.Text)),
            Features = features,
            ExecutionTime = elapsed,
            Issues = draft.Issues,
        };
    }

    public async IAsyncEnumerable<PageAnalysis> AnalyzePagesAsync(DocumentSource source, DocumentAnalysisRequest? request = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        request ??= new();
        int done = 0;
        await foreach (DocumentPage page in pages.ReadAsync(source, request, cancellationToken).ConfigureAwait(false))
        {
            PageDraft draft = await pageAnalyzer.AnalyzeAsync(source, page, request, cancellationToken).ConfigureAwait(false);
            request.Progress?.Report(new DocumentProgress(++done, null));
            yield return new PageAnalysis
            {
                Page = page,
                Elements = [.. draft.Elements.Select(found => found.Element)],
                Relationships = RelationshipFinder.Find(draft.Elements, draft.References),
                Issues = [.. page.Issues, .. draft.Issues],
            };
        }
    }

    private async ValueTask<DocumentDraft> ReadAsync(DocumentSource source, DocumentAnalysisRequest request, CancellationToken cancellationToken)
    {
        var draft = new DocumentDraft();
        await foreach (DocumentPage page in pages.ReadAsync(source, request, cancellationToken).ConfigureAwait(false))
        {
            PageDraft analyzed = await pageAnalyzer.AnalyzeAsync(source, page, request, cancellationToken).ConfigureAwait(false);
            draft.Add(page, analyzed);
            request.Progress?.Report(new DocumentProgress(draft.Pages.Count, null));
        }

        return draft;
    }

    private IReadOnlyList<ExtensionHandle<IFeatureIntegrator>> Integrators(DocumentAnalysisRequest request)
    {
        if (request.Integrator is { } name)
            return [integrators.Get(name)];
        IReadOnlyList<ExtensionHandle<IFeatureIntegrator>> all = integrators.GetAll();
        return all.Count > 0
            ? all
            : throw new AdvancedRlException(AdvancedRlErrorCode.NotRegistered, "No feature integrator is enabled: call AddDefaults() or AddIntegrator<T>() in AddMultiModal(…).");
    }

    /// <summary>Fuses by the first integrator that succeeds.</summary>
    private static async ValueTask<MultiModalFeatures> IntegrateAsync(
        IReadOnlyList<ExtensionHandle<IFeatureIntegrator>> candidates, TextFeatures text, VisualFeatures visual, List<ResultIssue> issues, CancellationToken cancellationToken)
    {
        ExtensionOutcome<MultiModalFeatures> outcome = default;
        foreach (ExtensionHandle<IFeatureIntegrator> candidate in candidates)
        {
            outcome = await candidate.InvokeAsync(
                nameof(IFeatureIntegrator.IntegrateAsync),
                async (integrator, token) => ElementRules.Check(await integrator.IntegrateAsync(text, visual, token).ConfigureAwait(false), candidate.Name),
                cancellationToken: cancellationToken).ConfigureAwait(false);
            if (outcome.Succeeded)
                return outcome.Value! with { Integrator = candidate.Name };
            issues.Add(outcome.Issue);
        }

        return outcome.GetValueOrThrow();
    }
}
