using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using AiScholar.Rl.Evaluation.Running;
using Microsoft.Extensions.DependencyInjection;

namespace AiScholar.Rl.Evaluation.Charts;

/// <summary>Scatter plots against the truth of Scatteract: points in data units, right within 2 % of the range of the true points on each axis, one-to-one.</summary>
public sealed class ChartsMeasure : IMeasure
{
    private const double Extracted = 0.8;

    /// <inheritdoc/>
    public string Name => "charts";

    /// <inheritdoc/>
    public string Usage => "--data FOLDER with charts/scatter (images/, coords.idl); [--half first|second|even|odd] takes plots by their number (first: to 30); [--output FOLDER] draws what was read over each plot";

    /// <inheritdoc/>
    public async Task<MeasureResult> RunAsync(MeasureArguments arguments, MeasureProgress progress, CancellationToken cancellationToken)
    {
        string half = arguments.Text("half") ?? "all";
        string? overlays = arguments.Text("output");
        arguments.RejectUnknown();
        string folder = Folder(arguments.Data);
        string[] names = [.. Directory.EnumerateFiles(Path.Combine(folder, "images"), "*.png").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal).Where(name => In(half, name)).Take(arguments.Limit ?? int.MaxValue)];
        await using ServiceProvider services = new ServiceCollection().AddAdvancedRl(rl => rl.AddMultiModal(m => m.AddDefaults())).BuildServiceProvider();
        var analyzer = services.GetRequiredService<IDocumentAnalyzer>();
        var predictions = new Dictionary<string, IReadOnlyList<(double X, double Y)>>();
        var kinds = new Dictionary<string, string>();
        var times = new List<double>();
        foreach (string name in names)
        {
            DocumentSource source = DocumentSource.FromBytes(await File.ReadAllBytesAsync(Path.Combine(folder, "images", name), cancellationToken));
            long start = Stopwatch.GetTimestamp();
            VisualFeatures features = await analyzer.ExtractVisualFeaturesAsync(source, new DocumentAnalysisRequest { ElementTypes = [VisualElementType.Chart] }, cancellationToken);
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            ChartContent? chart = features.Elements.Select(element => element.Content).OfType<ChartContent>().FirstOrDefault();
            predictions[name] = chart is null ? [] : [.. chart.Series.SelectMany(series => series.Points).Select(point => (point.X, point.Y))];
            kinds[name] = chart?.ChartKind ?? "none";
            progress.Report(predictions.Count, names.Length, name);
        }

        if (overlays is not null)
            Draw(folder, overlays, predictions);
        if (arguments.Predictions is { } output)
            await WriteAsync(output, predictions, cancellationToken);
        return Judge(folder, predictions, kinds, times);
    }

    private static string Folder(string data)
    {
        string nested = Path.Combine(data, "charts", "scatter");
        string folder = Directory.Exists(nested) ? nested : data;
        return Directory.Exists(Path.Combine(folder, "images")) ? folder : throw new MeasureInputException($"--data: '{data}' holds neither charts/scatter/images nor images.");
    }

    private static bool In(string half, string name) => PlotHalf.Contains(half, int.Parse(Path.GetFileNameWithoutExtension(name), CultureInfo.InvariantCulture));

    private static void Draw(string folder, string overlays, Dictionary<string, IReadOnlyList<(double X, double Y)>> predictions)
    {
        Directory.CreateDirectory(overlays);
        IReadOnlyDictionary<string, IReadOnlyList<double[]>> truth = IdlFile.Read(Path.Combine(folder, "coords.idl")), boxes = IdlFile.Read(Path.Combine(folder, "points.idl"));
        foreach ((string name, IReadOnlyList<(double X, double Y)> points) in predictions)
        {
            if (!truth.TryGetValue(name, out IReadOnlyList<double[]>? values) || !boxes.TryGetValue(name, out IReadOnlyList<double[]>? places) || values.Count != places.Count)
                throw new MeasureInputException($"coords.idl and points.idl do not agree about {name}.");
            (double, double)[] middles = [.. places.Select(box => ((box[0] + box[2]) / 2, (box[1] + box[3]) / 2))];
            ChartOverlay.Write(Path.Combine(folder, "images", name), Path.Combine(overlays, name), middles, [.. values.Select(value => (value[0], value[1]))], points);
        }
    }

    private static MeasureResult Judge(string folder, Dictionary<string, IReadOnlyList<(double X, double Y)>> predictions, Dictionary<string, string> kinds, List<double> times)
    {
        IReadOnlyDictionary<string, IReadOnlyList<double[]>> truth = IdlFile.Read(Path.Combine(folder, "coords.idl"));
        var rows = new List<IReadOnlyList<string>>();
        var scores = new List<double>();
        int matched = 0, predicted = 0, real = 0;
        foreach ((string name, IReadOnlyList<(double X, double Y)> points) in predictions.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            if (!truth.TryGetValue(name, out IReadOnlyList<double[]>? tuples))
                throw new MeasureInputException($"coords.idl says nothing of {name}.");
            (double X, double Y)[] expected = [.. tuples.Select(tuple => (tuple[0], tuple[1]))];
            int right = PointMatching.Count(expected, points);
            double f1 = 2.0 * right / Math.Max(1, expected.Length + points.Count);
            scores.Add(f1);
            (matched, predicted, real) = (matched + right, predicted + points.Count, real + expected.Length);
            rows.Add([name, kinds[name], Text(expected.Length), Text(points.Count), Text(right), f1.ToString("F3", CultureInfo.InvariantCulture)]);
        }

        return new MeasureResult
        {
            Columns = ["plot", "kind", "points", "predicted", "matched", "F1"],
            Rows = rows,
            Figures =
            [
                new("success_rate", scores.Count(score => score >= Extracted) / (double)Math.Max(1, scores.Count)),
                new("point_f1", 2.0 * matched / Math.Max(1, real + predicted)),
                new("plots", scores.Count),
                new("ms_per_plot", times.Count == 0 ? 0 : times.Order().ElementAt(times.Count / 2)),
            ],
        };
    }

    private static async Task WriteAsync(string path, Dictionary<string, IReadOnlyList<(double X, double Y)>> predictions, CancellationToken cancellationToken)
    {
        await using FileStream stream = File.Create(path);
        await JsonSerializer.SerializeAsync(stream, predictions.ToDictionary(pair => pair.Key, pair => pair.Value.Select(point => new[] { point.X, point.Y }).ToArray()), cancellationToken: cancellationToken);
    }

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
