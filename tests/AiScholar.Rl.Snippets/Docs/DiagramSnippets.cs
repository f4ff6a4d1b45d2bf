namespace AiScholar.Rl.Snippets;

internal static class DiagramSnippets
{
    public static async Task Read(IDocumentAnalyzer analyzer)
    {
        // snippet-start: diagrams-read
        VisualFeatures features = await analyzer.ExtractVisualFeaturesAsync(await DocumentSource.FromFileAsync("architecture.png"));
        foreach (DiagramContent diagram in features.Elements.Select(element => element.Content).OfType<DiagramContent>())
        {
            foreach (DiagramEdge edge in diagram.Edges)
                Console.WriteLine($"{edge.SourceId} {(edge.IsDirected ? "->" : "--")} {edge.TargetId} {edge.Label}");
            Console.WriteLine(diagram.ToMermaid());
        }
        // snippet-end
    }
}
