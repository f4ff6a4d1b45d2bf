using AiScholar.Rl.Evaluation.Running;
using AiScholar.Rl.MultiModal;
using Microsoft.Extensions.DependencyInjection;

namespace AiScholar.Rl.Evaluation.Illustrations;

/// <summary>Makes the pictures of the documentation, one for each type of element: what was understood, drawn over what was read. No quality is measured.</summary>
public sealed class IllustrationsMeasure : IMeasure
{
    private const double Margin = 10;

    /// <inheritdoc/>
    public string Name => "illustrations";

    /// <inheritdoc/>
    public string Usage => "--output docs/images [--paper samples/QuickStart/paper.pdf] [--dpi N]; writes an SVG for each type of element";

    /// <inheritdoc/>
    public bool NeedsData => false;

    /// <inheritdoc/>
    public async Task<MeasureResult> RunAsync(MeasureArguments arguments, MeasureProgress progress, CancellationToken cancellationToken)
    {
        string folder = arguments.Text("output") ?? throw new MeasureInputException("--output FOLDER is missing.");
        string paper = arguments.Text("paper") ?? Path.Combine("samples", "QuickStart", "paper.pdf");
        int resolution = arguments.Integer("dpi", 130, 20);
        arguments.RejectUnknown();
        if (!File.Exists(paper))
            throw new MeasureInputException($"--paper: there is no '{paper}'.");
        Directory.CreateDirectory(folder);
        await using ServiceProvider services = new ServiceCollection().AddAdvancedRl(rl => rl.AddMultiModal(m => m.AddDefaults())).BuildServiceProvider();
        var analyzer = services.GetRequiredService<IDocumentAnalyzer>();
        var rasterizer = services.GetRequiredService<IPageRasterizer>();
        var rows = new List<IReadOnlyList<string>>();
        DocumentSource[] sources = [await DocumentSource.FromFileAsync(paper, cancellationToken), DocumentSource.FromBytes(PanelSheet.Write(arguments.Seed), "panels.pdf")];
        var drawn = new HashSet<VisualElementType>();
        foreach (DocumentSource source in sources)
        {
            await foreach (PageAnalysis page in analyzer.AnalyzePagesAsync(source, null, cancellationToken))
            {
                foreach (VisualElement element in page.Elements.Where(element => drawn.Add(element.ElementType)))
                {
                    string file = Path.Combine(folder, $"element-{element.ElementType.ToString().ToLowerInvariant()}.svg");
                    BoundingBox region = Around(page, element);
                    RasterImage picture = await rasterizer.RasterizeAsync(source, page.Page.Number, resolution, region, cancellationToken);
                    string overlay = PageOverlay.ToSvg(page, region, element.Content is EquationContent ? OverlayLayers.Elements | OverlayLayers.Words : OverlayLayers.Structure, picture);
                    await File.WriteAllTextAsync(file, element.Content is ChartContent chart ? ChartDrawing.Beside(overlay, region, chart) : overlay, cancellationToken);
                    rows.Add([file, element.ElementType.ToString(), element.Label ?? ""]);
                    progress.Report(rows.Count, 6, file);
                }

                if (page.Page.Number != 2)
                    continue;
                RasterImage whole = await rasterizer.RasterizeAsync(source, page.Page.Number, resolution / 2, null, cancellationToken);
                string ties = Path.Combine(folder, "relationships.svg");
                await File.WriteAllTextAsync(ties, PageOverlay.ToSvg(page, OverlayLayers.Elements | OverlayLayers.Relationships, whole), cancellationToken);
                rows.Add([ties, "relationships", ""]);
            }
        }

        return new MeasureResult { Columns = ["file", "shows", "label"], Rows = rows, Figures = [new("pictures", rows.Count)] };
    }

    /// <summary>The element, with a margin that stays on the page.</summary>
    private static BoundingBox Around(PageAnalysis page, VisualElement element)
    {
        BoundingBox box = element.BoundingBox;
        return BoundingBox.FromEdges(Math.Max(0, box.Left - Margin), Math.Max(0, box.Top - Margin), Math.Min(page.Page.Width, box.Right + Margin), Math.Min(page.Page.Height, box.Bottom + Margin));
    }
}
