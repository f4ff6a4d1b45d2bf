using AiScholar.Rl;
using AiScholar.Rl.MultiModal;

namespace QuickStart;

/// <summary>Step 1: a document becomes elements with their captions and the places that refer to them.</summary>
internal static class ReadPaper
{
    public static async Task RunAsync(IDocumentAnalyzer analyzer, string path, OutputFolder? output)
    {
        Screen.Step(1, $"Reading {Path.GetFileName(path)}");
        DocumentSource source = await LoadAsync(path);
        try
        {
            DocumentAnalysis analysis = await Screen.ProgressAsync("Pages", progress => AnalyzeAsync(analyzer, source, progress));
            Print(analysis);
            if (output is null)
                return;
            output.WriteModel("document.json", analysis);
            await foreach (PageAnalysis page in analyzer.AnalyzePagesAsync(source))
            {
                PageAnalysis whole = page with { Elements = [.. analysis.Elements.Where(element => element.PageNumber == page.Page.Number)], Relationships = analysis.Features.CrossModalRelationships };
                output.WriteText($"page-{page.Page.Number}.svg", PageOverlay.ToSvg(whole));
                output.WriteText($"page-{page.Page.Number}-text.svg", PageOverlay.ToSvg(whole, OverlayLayers.Words | OverlayLayers.ReadingOrder));
            }
        }
        catch (DocumentException exception)
        {
            throw new InputException($"{path}: {exception.Message}");
        }
    }

    private static async Task<DocumentSource> LoadAsync(string path)
    {
        if (Directory.Exists(path))
            throw new InputException($"{path}: this is a folder; give a PDF, PNG, JPEG or TIFF file.");
        if (!File.Exists(path))
            throw new InputException($"{path}: there is no such file.");
        try
        {
            return await DocumentSource.FromFileAsync(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{path}: the file cannot be read: {exception.Message}");
        }
    }

    private static async Task<DocumentAnalysis> AnalyzeAsync(IDocumentAnalyzer analyzer, DocumentSource source, IProgress<double> progress) =>
        await analyzer.AnalyzeAsync(source, new DocumentAnalysisRequest
        {
            Progress = new Progress<DocumentProgress>(done => progress.Report(done.PageCount is { } count ? (double)done.PagesDone / count : 0)),
        });

    private static void Print(DocumentAnalysis analysis)
    {
        Screen.Table(
            ["Page", "Type", "Label", "Box (pt)", "Conf.", "Caption", "Content"],
            analysis.Elements.Select(element => new[]
            {
                $"{element.PageNumber}",
                element.ElementType.Value,
                element.Label ?? "",
                $"{element.BoundingBox.X:0},{element.BoundingBox.Y:0} {element.BoundingBox.Width:0}x{element.BoundingBox.Height:0}",
                $"{element.Confidence:0.00}",
                Screen.Shorten(element.Caption, 40),
                Screen.Shorten(Describe(element.Content), 46),
            }));
        var captions = analysis.Elements.Where(element => element.Id.Length > 0).ToDictionary(element => element.Id, element => element.Label ?? $"{element.ElementType}");
        foreach (CrossModalRelationship relationship in analysis.Features.CrossModalRelationships.Where(tie => tie.Kind == RelationshipKind.Caption || tie.Kind == RelationshipKind.Reference).Take(20))
            Screen.Line($"  {relationship.Kind,-9} page {relationship.PageNumber}  \"{Screen.Shorten(relationship.Text, 60)}\" -> {captions.GetValueOrDefault(relationship.ElementId, relationship.ElementId)} ({relationship.Confidence:0.00})");
        Screen.Line($"{analysis.Pages.Count} pages, {analysis.Pages.Sum(page => page.WordCount)} words, {analysis.Elements.Count} elements, "
            + $"embedding of {analysis.Features.IntegratedEmbedding.Length} numbers by '{analysis.Features.Integrator}', {analysis.ExecutionTime.TotalSeconds:0.0} s");
        foreach (ResultIssue issue in analysis.Issues.Take(5))
            Screen.Line($"  {issue.Severity}: {issue.Message}");
    }

    private static string Describe(ElementContent? content) => content switch
    {
        TableContent table => $"{table.RowCount}x{table.ColumnCount}: {string.Join(" | ", table.ToRows().SelectMany(row => row).Where(cell => cell.Length > 0).Take(6))}",
        EquationContent equation => equation.Text,
        FigureContent figure => figure.Text,
        ChartContent chart => $"{chart.ChartKind}: {string.Join(", ", chart.Series.Select(series => series.Name))}",
        FlowchartContent flowchart => string.Join(" -> ", flowchart.Nodes.Select(node => node.Text)),
        DiagramContent diagram => string.Join(", ", diagram.Nodes.Select(node => node.Text)),
        _ => "",
    };
}
