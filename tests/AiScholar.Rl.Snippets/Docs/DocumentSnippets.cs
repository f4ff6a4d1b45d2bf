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
}
