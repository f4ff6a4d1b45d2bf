using System.Text.Json;
using AiScholar.Rl.Evaluation.Charts;
using AiScholar.Rl.Evaluation.Charts.Generated;
using AiScholar.Rl.Evaluation.Diagrams;
using AiScholar.Rl.Evaluation.Regions;
using AiScholar.Rl.Evaluation.Running;
using AiScholar.Rl.Evaluation.Tables;

namespace AiScholar.Rl.Evaluation.Calibration;

/// <summary>Reads documents whose truth is known and judges each element by the measure of its kind. Truth is opened after reading.</summary>
internal sealed class SampleCollector(IDocumentAnalyzer analyzer, MeasureProgress progress, string half, int limit, CancellationToken cancellationToken)
{
    private const double Good = 0.8;

    private readonly List<ElementSample> _samples = [];

    public IReadOnlyList<ElementSample> Samples => _samples;

    public async Task AddTablesAsync(string folder)
    {
        foreach ((string path, bool tune) in Files(folder, "*.pdf", path => File.Exists(Path.ChangeExtension(path, null) + "-str.xml")))
        {
            List<(VisualElement Element, double Height)> tables = [];
            await foreach (PageAnalysis page in analyzer.AnalyzePagesAsync(await DocumentSource.FromFileAsync(path, cancellationToken), null, cancellationToken))
                tables.AddRange(page.Elements.Where(element => element.Content is TableContent).Select(element => (element, page.Page.Height)));
            IReadOnlyList<GridTable> truth = IcdarFiles.Read(Path.ChangeExtension(path, null) + "-str.xml");
            foreach ((VisualElement element, double height) in tables)
            {
                GridTable found = GridTables.Of(element, height);
                double best = truth.Where(table => table.Page == found.Page).Select(table => DocumentScore.Of("", [table], [found]).F1).DefaultIfEmpty(0).Max();
                Add("tables", path, element, best, tune);
            }
        }
    }

    public async Task AddPapersAsync(string folder)
    {
        foreach ((string path, bool tune) in Files(folder, "*_black.pdf", path => File.Exists(Color(path))))
        {
            var elements = new List<VisualElement>();
            await foreach (PageAnalysis page in analyzer.AnalyzePagesAsync(await DocumentSource.FromFileAsync(path, cancellationToken), null, cancellationToken))
                elements.AddRange(page.Elements);
            List<RegionToken> all = ColorTruth.Read(Color(path));
            ILookup<int, RegionToken> tokens = all.ToLookup(token => token.Page);
            bool complete = EquationCoverage.IsComplete(EquationCoverage.Of(all));
            foreach ((VisualElementType type, RegionLabel label) in (ReadOnlySpan<(VisualElementType, RegionLabel)>)[(VisualElementType.Table, RegionLabel.Table), (VisualElementType.Equation, RegionLabel.Equation)])
            {
                // Where authors' own macros kept the colour away, the truth says nothing.
                if (!tokens.Any(page => page.Any(token => token.Label == label)))
                    continue;
                foreach (VisualElement element in elements.Where(element => element.ElementType == type))
                {
                    RegionToken[] inside = [.. tokens[element.PageNumber].Where(token => element.BoundingBox.Contains(token.X, token.Y))];
                    double area = inside.Sum(token => token.Area);
                    Add("papers", path, element, area > 0 ? inside.Where(token => token.Label == label).Sum(token => token.Area) / area : 0, tune, complete || type != VisualElementType.Equation);
                }
            }
        }
    }

    public async Task AddScatterAsync(string folder)
    {
        string file = Path.Combine(folder, "coords.idl");
        if (!File.Exists(file))
            return;
        var read = new List<(string Name, VisualElement Element, bool Tune)>();
        foreach ((string path, bool tune) in Files(Path.Combine(folder, "images"), "*.png", _ => true))
        {
            foreach (VisualElement element in await ChartsAsync(await DocumentSource.FromFileAsync(path, cancellationToken)))
                read.Add((Path.GetFileName(path), element, tune));
        }

        IReadOnlyDictionary<string, IReadOnlyList<double[]>> truth = IdlFile.Read(file);
        foreach ((string name, VisualElement element, bool tune) in read)
        {
            (double, double)[] expected = [.. truth[name].Select(tuple => (tuple[0], tuple[1]))], points = [.. ((ChartContent)element.Content!).Series.SelectMany(series => series.Points).Select(point => (point.X, point.Y))];
            Add("scatter", name, element, 2.0 * PointMatching.Count(expected, points) / Math.Max(1, expected.Length + points.Length), tune);
        }
    }

    public async Task AddDiagramsAsync(string folder)
    {
        foreach ((string path, bool tune) in Files(folder, "*.png", path => File.Exists(Path.ChangeExtension(path, ".json"))))
        {
            var found = new List<(VisualElement Element, DocumentPage Page)>();
            await foreach (PageAnalysis page in analyzer.AnalyzePagesAsync(await DocumentSource.FromFileAsync(path, cancellationToken), null, cancellationToken))
                found.AddRange(page.Elements.Where(element => element.Content is DiagramContent or FlowchartContent).Select(element => (element, page.Page)));
            foreach ((VisualElement element, DocumentPage page) in found)
            {
                (IReadOnlyList<DiagramNode> nodes, IReadOnlyList<DiagramEdge> edges) = element.Content is DiagramContent diagram ? (diagram.Nodes, diagram.Edges) : (((FlowchartContent)element.Content!).Nodes, ((FlowchartContent)element.Content).Edges);
                var index = nodes.Select((node, i) => (node.Id, i)).ToDictionary(pair => pair.Id, pair => pair.i, StringComparer.Ordinal);
                GraphScore score = GraphScore.Of(
                    BoardTruth.Read(Path.ChangeExtension(path, ".json"), (int)page.Width, (int)page.Height),
                    [.. nodes.Select(node => node.BoundingBox)],
                    [.. edges.Select(edge => new GraphEdge(index[edge.SourceId], index[edge.TargetId], edge.IsBidirectional, edge.IsDirected))]);
                Add("diagrams", path, element, Math.Min(score.NodeF1, score.EdgeF1), tune);
            }
        }
    }

    /// <summary>Charts drawn in the held-out style are of the half to report, those of the other styles of the other.</summary>
    public async Task AddDrawnChartsAsync(int each, int seed)
    {
        foreach (ChartStyle style in ChartStyle.All)
        {
            bool tune = style.Name != ChartStyle.HeldOut.Name;
            if (!Takes(tune))
                continue;
            foreach (string kind in ChartMaker.Kinds)
            {
                for (int number = 0; number < (tune ? each : 2 * each); number++)
                {
                    GeneratedChart chart = ChartMaker.Make(kind, style, number, seed);
                    foreach (byte[] file in (byte[][])[ChartFiles.Png(chart), ChartFiles.Pdf(chart)])
                    {
                        foreach (VisualElement element in await ChartsAsync(DocumentSource.FromBytes(file)))
                        {
                            ChartScore score = ChartScore.Of(chart, (ChartContent)element.Content!);
                            Add("drawn charts", chart.Name, element, score.IsKindRight ? score.F1 : 0, tune);
                        }
                    }

                    progress.Report(number + 1, each, chart.Name);
                }
            }
        }
    }

    private async Task<IReadOnlyList<VisualElement>> ChartsAsync(DocumentSource source)
        => [.. (await analyzer.ExtractVisualFeaturesAsync(source, null, cancellationToken)).Elements.Where(element => element.Content is ChartContent)];

    private IEnumerable<(string Path, bool Tune)> Files(string folder, string pattern, Func<string, bool> hasTruth)
    {
        if (!Directory.Exists(folder))
            yield break;
        string[] paths = [.. Directory.EnumerateFiles(folder, pattern).Where(hasTruth).Order(StringComparer.Ordinal)];
        for (int i = 0; i < Math.Min(limit, paths.Length); i++)
        {
            if (!Takes(i % 2 == 0))
                continue;
            yield return (paths[i], i % 2 == 0);
            progress.Report(i + 1, paths.Length, Path.GetFileName(paths[i]));
        }
    }

    private bool Takes(bool tune) => half == "all" || tune == (half == "tune");

    private void Add(string data, string document, VisualElement element, double score, bool tune, bool isTruthComplete = true) => _samples.Add(new ElementSample(data, element.Processor ?? "", element.Confidence, score >= Good, tune)
    {
        Document = Path.GetFileName(document),
        Page = element.PageNumber,
        Box = element.BoundingBox,
        Score = score,
        IsTruthComplete = isTruthComplete,
        Evidence = element.Properties.TryGetValue("evidence", out JsonElement evidence) ? evidence : null,
    });

    private static string Color(string black) => black[..^"_black.pdf".Length] + "_color.pdf";
}
