using System.Diagnostics;
using System.Globalization;
using AiScholar.Rl.Evaluation.Running;
using Microsoft.Extensions.DependencyInjection;

namespace AiScholar.Rl.Evaluation.Tables;

/// <summary>
/// Tables of PDF documents against the truth of the ICDAR-2013 table competition: adjacency relations of cells, precision and recall of each
/// document pooled over its relations and averaged over the documents.
/// </summary>
public sealed class TablesMeasure : IMeasure
{
    /// <inheritdoc/>
    public string Name => "tables";

    /// <inheritdoc/>
    public string Usage => "--data FOLDER of X.pdf with X-reg.xml and X-str.xml; [--regions] takes the true regions and measures structure only";

    /// <inheritdoc/>
    public async Task<MeasureResult> RunAsync(MeasureArguments arguments, MeasureProgress progress, CancellationToken cancellationToken)
    {
        bool given = arguments.Flag("regions");
        arguments.RejectUnknown();
        string[] names = [.. Documents(arguments.Data).Take(arguments.Limit ?? int.MaxValue)];
        await using ServiceProvider services = new ServiceCollection().AddAdvancedRl(rl => rl.AddMultiModal(m => m.AddDefaults())).BuildServiceProvider();
        var analyzer = services.GetRequiredService<IDocumentAnalyzer>();

        var scores = new List<DocumentScore>();
        var watch = new Stopwatch();
        int pages = 0;
        foreach (string name in names)
        {
            string path = Path.Combine(arguments.Data, name);
            DocumentSource source = await DocumentSource.FromFileAsync(path + ".pdf", cancellationToken);
            IReadOnlyList<GridTable>? regions = given ? IcdarFiles.Read(path + "-reg.xml") : null;
            watch.Start();
            (IReadOnlyList<GridTable> predicted, int read) = await PredictAsync(analyzer, source, regions, cancellationToken);
            watch.Stop();
            pages += read;
            if (arguments.Predictions is { } folder)
                IcdarFiles.Write(folder, name, predicted);
            scores.Add(DocumentScore.Of(name, IcdarFiles.Read(path + "-str.xml"), predicted));
            progress.Report(scores.Count, names.Length, name);
        }

        return Result(scores, watch.Elapsed.TotalMilliseconds / Math.Max(1, pages));
    }

    private static IEnumerable<string> Documents(string folder)
    {
        if (!Directory.Exists(folder))
            throw new MeasureInputException($"--data: '{folder}' is not a folder.");
        string[] names = [.. Directory.EnumerateFiles(folder, "*.pdf").Select(path => Path.GetFileNameWithoutExtension(path)).Where(name => File.Exists(Path.Combine(folder, name + "-str.xml"))).Order(StringComparer.Ordinal)];
        return names.Length > 0 ? names : throw new MeasureInputException($"--data: '{folder}' holds no X.pdf with an X-str.xml beside it.");
    }

    private static async Task<(IReadOnlyList<GridTable> Tables, int Pages)> PredictAsync(IDocumentAnalyzer analyzer, DocumentSource source, IReadOnlyList<GridTable>? regions, CancellationToken cancellationToken)
    {
        Dictionary<int, double> heights = regions is null ? [] : await HeightsAsync(analyzer, source, cancellationToken);
        var request = new DocumentAnalysisRequest
        {
            ElementTypes = [VisualElementType.Table],
            Regions = regions is null ? null : [.. regions.Select(region => new KnownRegion
            {
                PageNumber = region.Page,
                ElementType = VisualElementType.Table,
                BoundingBox = BoundingBox.FromEdges(region.X1, heights[region.Page] - region.Y2, region.X2, heights[region.Page] - region.Y1),
            })],
        };
        var tables = new List<GridTable>();
        int pages = 0;
        await foreach (PageAnalysis page in analyzer.AnalyzePagesAsync(source, request, cancellationToken))
        {
            pages++;
            tables.AddRange(page.Elements.Where(element => element.Content is TableContent).Select(element => GridTables.Of(element, page.Page.Height)));
        }

        return (tables, pages);
    }

    /// <summary>The truth counts y upwards from the bottom of the page: its height is needed to say where a region is.</summary>
    private static async Task<Dictionary<int, double>> HeightsAsync(IDocumentAnalyzer analyzer, DocumentSource source, CancellationToken cancellationToken)
    {
        var heights = new Dictionary<int, double>();
        await foreach (PageAnalysis page in analyzer.AnalyzePagesAsync(source, new DocumentAnalysisRequest { Regions = [] }, cancellationToken))
            heights[page.Page.Number] = page.Page.Height;
        return heights;
    }

    private static MeasureResult Result(List<DocumentScore> scores, double millisecondsPerPage)
    {
        double precision = scores.Average(score => score.Precision), recall = scores.Average(score => score.Recall);
        int truth = scores.Sum(score => score.Truth), predicted = scores.Sum(score => score.Predicted), matched = scores.Sum(score => score.Matched);
        return new MeasureResult
        {
            Columns = ["document", "tables", "found", "relations", "predicted", "matched", "precision", "recall", "F1"],
            Rows = [.. scores.Select(score => (string[])[score.Name, Text(score.TruthTables), Text(score.PredictedTables), Text(score.Truth), Text(score.Predicted), Text(score.Matched), Text(score.Precision), Text(score.Recall), Text(score.F1)])],
            Figures =
            [
                new("f1_per_document", DocumentScore.HarmonicMean(precision, recall)),
                new("precision", precision),
                new("recall", recall),
                new("f1_pooled", DocumentScore.HarmonicMean(matched / (double)Math.Max(1, predicted), matched / (double)Math.Max(1, truth))),
                new("documents", scores.Count),
                new("ms_per_page", millisecondsPerPage),
            ],
        };
    }

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Text(double value) => value.ToString("F3", CultureInfo.InvariantCulture);
}
