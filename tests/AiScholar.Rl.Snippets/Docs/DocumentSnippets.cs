using AiScholar.Rl.MultiModal;
using Microsoft.Extensions.Hosting;

namespace AiScholar.Rl.Snippets;

internal static class DocumentSnippets
{
    public static async Task Analyze(IDocumentAnalyzer analyzer)
    {
        // snippet-start: documents-analyze
        DocumentAnalysis analysis = await analyzer.AnalyzeAsync(await DocumentSource.FromFileAsync("paper.pdf"));
        foreach (CrossModalRelationship tie in analysis.Features.CrossModalRelationships)
            Console.WriteLine($"{tie.Kind} on page {tie.PageNumber}: \"{tie.Text}\" -> {tie.ElementId} ({tie.Confidence:P0})");
        ReadOnlyMemory<float> embedding = analysis.Features.IntegratedEmbedding;
        // snippet-end
        Console.WriteLine(embedding.Length);
    }

    public static async Task<RasterImage> Rasterize(IPageRasterizer rasterizer, DocumentAnalysis analysis)
    {
        // snippet-start: documents-rasterize
        DocumentSource source = await DocumentSource.FromFileAsync("paper.pdf");
        VisualElement figure = analysis.Elements.First(element => element.ElementType == VisualElementType.Figure);
        RasterImage picture = await rasterizer.RasterizeAsync(source, figure.PageNumber, dotsPerInch: 150, figure.BoundingBox);
        // snippet-end
        return picture;
    }

    public static async Task Overlay(IDocumentAnalyzer analyzer, IPageRasterizer rasterizer, DocumentSource source)
    {
        // snippet-start: documents-overlay
        await foreach (PageAnalysis page in analyzer.AnalyzePagesAsync(source))
        {
            RasterImage below = await rasterizer.RasterizeAsync(source, page.Page.Number, dotsPerInch: 100);
            await File.WriteAllTextAsync($"page-{page.Page.Number}.svg", PageOverlay.ToSvg(page, OverlayLayers.Results, below));
        }

        // snippet-end
    }

    public static void Scans(IHostApplicationBuilder builder)
    {
        // snippet-start: documents-scans
        builder.Services.AddAdvancedRl(rl => rl.AddMultiModal(documents => documents
            .AddDefaults()
            .AddTesseract(tesseract => tesseract.Languages = "eng+deu")));
        // snippet-end
    }

    public static void Figures(DocumentAnalysis analysis)
    {
        // snippet-start: figures-read
        foreach (VisualElement element in analysis.Elements)
        {
            if (element.Content is not FigureContent figure)
                continue;
            Console.WriteLine($"{element.Label} on page {element.PageNumber}, {figure.Rendering}: {element.Caption}");
            foreach (FigurePanel panel in figure.Panels)
                Console.WriteLine($"  ({panel.Label}) at {panel.BoundingBox}");
        }

        // snippet-end
    }

    public static void Tables(DocumentAnalysis analysis)
    {
        // snippet-start: tables-read
        foreach (VisualElement element in analysis.Elements)
        {
            if (element.Content is not TableContent table)
                continue;
            Console.WriteLine($"{element.Label}: {table.RowCount} x {table.ColumnCount}, heads {string.Join(" | ", table.Headers)}");
            foreach (IReadOnlyList<string> row in table.ToRows())
                Console.WriteLine(string.Join('\t', row));
        }
        // snippet-end
    }

    public static async Task Charts(IDocumentAnalyzer analyzer)
    {
        // snippet-start: charts-read
        VisualFeatures features = await analyzer.ExtractVisualFeaturesAsync(await DocumentSource.FromFileAsync("plot.png"));
        foreach (ChartContent chart in features.Elements.Select(element => element.Content).OfType<ChartContent>())
        {
            foreach (ChartPoint point in chart.Series.SelectMany(series => series.Points))
                Console.WriteLine($"{point.X} {point.Y} ({point.Confidence:P0})");
        }
        // snippet-end
    }

    public static string DescribeChart(ChartContent content)
    {
        // snippet-start: charts-kinds
        string Describe(ChartContent chart) => chart.ChartKind switch
        {
            ChartKinds.Box => string.Join(", ", chart.Boxes.Select(box => $"{box.Category}: {box.Median} ({box.LowerQuartile} to {box.UpperQuartile})")),
            ChartKinds.HeatMap => string.Join(", ", chart.Cells.Select(cell => $"row {cell.Row}, column {cell.Column}: {cell.Value}")),
            ChartKinds.Pie => string.Join(", ", chart.Series[0].Points.Select(slice => $"{slice.Category}: {slice.Y:P1}")),
            _ => string.Join(", ", chart.Series.Select(series => $"{series.Name}: {series.Points.Count} points")),
        };
        // snippet-end
        return Describe(content);
    }
}
