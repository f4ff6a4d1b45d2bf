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
}
