using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using AiScholar.Rl.Evaluation.Running;
using Microsoft.Extensions.DependencyInjection;

namespace AiScholar.Rl.Evaluation.Diagrams;

/// <summary>
/// Diagrams read from pictures against the boards that they were drawn from: shapes by overlap (containers count), connections by the shapes
/// they join and their direction, pooled. The first half by name was tuned on, the second is reported apart.
/// </summary>
public sealed class DiagramsMeasure : IMeasure
{
    /// <inheritdoc/>
    public string Name => "diagrams";

    /// <inheritdoc/>
    public string Usage => "--data FOLDER of N.png with N.json (boards of d2); [--half tune|report|all]; [--predictions FOLDER]; [--output FOLDER for pictures of what was read]";

    /// <inheritdoc/>
    public async Task<MeasureResult> RunAsync(MeasureArguments arguments, MeasureProgress progress, CancellationToken cancellationToken)
    {
        string half = arguments.Text("half") ?? "all";
        string? output = arguments.Text("output");
        arguments.RejectUnknown();
        string[] boards = [.. Boards(arguments.Data)];
        HashSet<string> tuned = [.. boards.Take(boards.Length / 2)];
        string[] names = [.. boards.Where(name => half == "all" || tuned.Contains(name) == (half == "tune")).Take(arguments.Limit ?? int.MaxValue)];
        await using ServiceProvider services = new ServiceCollection().AddAdvancedRl(rl => rl.AddMultiModal(m => m.AddDefaults())).BuildServiceProvider();
        var analyzer = services.GetRequiredService<IDocumentAnalyzer>();
        var scores = new List<(string Name, GraphScore Score, double Milliseconds)>();
        foreach (string name in names)
        {
            string path = Path.Combine(arguments.Data, name);
            DocumentSource source = await DocumentSource.FromFileAsync(path + ".png", cancellationToken);
            var watch = Stopwatch.StartNew();
            (List<DiagramNode> nodes, List<DiagramEdge> edges, DocumentPage? page) = await PredictAsync(analyzer, source, cancellationToken);
            watch.Stop();
            if (arguments.Predictions is { } folder)
                await WriteAsync(folder, name, nodes, edges, cancellationToken);
            BoardTruth truth = BoardTruth.Read(path + ".json", (int)(page?.Width ?? 1), (int)(page?.Height ?? 1));
            (BoundingBox[] boxes, GraphEdge[] joined) = Graph(nodes, edges);
            scores.Add((name, GraphScore.Of(truth, boxes, joined), watch.Elapsed.TotalMilliseconds));
            if (output is not null)
                BoardOverlay.Write(path + ".png", Path.Combine(Directory.CreateDirectory(output).FullName, name + ".png"), truth, boxes, joined);
            progress.Report(scores.Count, names.Length, name);
        }

        return Result(scores, tuned);
    }

    private static IEnumerable<string> Boards(string folder)
    {
        if (!Directory.Exists(folder))
            throw new MeasureInputException($"--data: '{folder}' is not a folder.");
        string[] names = [.. Directory.EnumerateFiles(folder, "*.png").Select(path => Path.GetFileNameWithoutExtension(path)).Where(name => File.Exists(Path.Combine(folder, name + ".json"))).Order(StringComparer.Ordinal)];
        return names.Length > 0 ? names : throw new MeasureInputException($"--data: '{folder}' holds no N.png with an N.json beside it.");
    }

    private static async Task<(List<DiagramNode> Nodes, List<DiagramEdge> Edges, DocumentPage? Page)> PredictAsync(IDocumentAnalyzer analyzer, DocumentSource source, CancellationToken cancellationToken)
    {
        var nodes = new List<DiagramNode>();
        var edges = new List<DiagramEdge>();
        DocumentPage? read = null;
        await foreach (PageAnalysis page in analyzer.AnalyzePagesAsync(source, null, cancellationToken))
        {
            read = page.Page;
            foreach (VisualElement element in page.Elements)
            {
                (IReadOnlyList<DiagramNode> Nodes, IReadOnlyList<DiagramEdge> Edges) graph = element.Content switch
                {
                    DiagramContent diagram => (diagram.Nodes, diagram.Edges),
                    FlowchartContent flowchart => (flowchart.Nodes, flowchart.Edges),
                    _ => ([], []),
                };
                nodes.AddRange(graph.Nodes.Select(node => node with { Id = element.Id + node.Id }));
                edges.AddRange(graph.Edges.Select(edge => edge with { SourceId = element.Id + edge.SourceId, TargetId = element.Id + edge.TargetId }));
            }
        }

        return (nodes, edges, read);
    }

    private static (BoundingBox[] Boxes, GraphEdge[] Edges) Graph(List<DiagramNode> nodes, List<DiagramEdge> edges)
    {
        var index = nodes.Select((node, i) => (node.Id, i)).ToDictionary(pair => pair.Id, pair => pair.i, StringComparer.Ordinal);
        return ([.. nodes.Select(node => node.BoundingBox)], [.. edges.Select(edge => new GraphEdge(index[edge.SourceId], index[edge.TargetId], edge.IsBidirectional, edge.IsDirected))]);
    }

    private static async Task WriteAsync(string folder, string name, List<DiagramNode> nodes, List<DiagramEdge> edges, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        await using FileStream file = File.Create(Path.Combine(folder, name + ".json"));
        await JsonSerializer.SerializeAsync(file, new { nodes, edges }, cancellationToken: cancellationToken);
    }

    private static MeasureResult Result(List<(string Name, GraphScore Score, double Milliseconds)> scores, HashSet<string> tuned)
    {
        GraphScore all = Sum(_ => true), tune = Sum(tuned.Contains), report = Sum(name => !tuned.Contains(name));
        double[] times = [.. scores.Select(score => score.Milliseconds).Order()];
        return new MeasureResult
        {
            Columns = ["board", "shapes", "found", "right", "F1", "edges", "found", "right", "F1", "ms"],
            Rows = [.. scores.Select(score => Row(score.Name, score.Score, score.Milliseconds)), Row("tune (first half)", tune, 0), Row("report (second half)", report, 0), Row("all", all, 0)],
            Figures =
            [
                new("node_f1", all.NodeF1),
                new("edge_f1", all.EdgeF1),
                new("node_f1_tune", tune.NodeF1),
                new("edge_f1_tune", tune.EdgeF1),
                new("node_f1_report", report.NodeF1),
                new("edge_f1_report", report.EdgeF1),
                new("boards", scores.Count),
                new("ms_median", times.Length == 0 ? 0 : times[times.Length / 2]),
            ],
        };

        GraphScore Sum(Func<string, bool> which) => scores.Where(score => which(score.Name)).Aggregate(default(GraphScore), (sum, score) => sum + score.Score);
    }

    private static string[] Row(string name, GraphScore score, double milliseconds) =>
    [
        name, Text(score.TrueNodes), Text(score.FoundNodes), Text(score.RightNodes), Text(score.NodeF1),
        Text(score.TrueEdges), Text(score.FoundEdges), Text(score.RightEdges), Text(score.EdgeF1), Text((int)milliseconds),
    ];

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Text(double value) => value.ToString("F3", CultureInfo.InvariantCulture);
}
