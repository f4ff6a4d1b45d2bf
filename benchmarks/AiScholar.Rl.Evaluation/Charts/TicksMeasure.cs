using System.Diagnostics;
using System.Globalization;
using AiScholar.Rl.Evaluation.Running;
using Microsoft.Extensions.DependencyInjection;
using SkiaSharp;

namespace AiScholar.Rl.Evaluation.Charts;

/// <summary>Crops of tick labels read one by one: right when the number equals the true one.</summary>
public sealed class TicksMeasure : IMeasure
{
    private const double Equal = 1e-9;

    /// <inheritdoc/>
    public string Name => "ticks";

    /// <inheritdoc/>
    public string Usage => "--data FOLDER with charts/scatter (ticks/, tick_values.tsv); [--half first|second|even|odd] takes plots by their number (first: to 30)";

    /// <inheritdoc/>
    public async Task<MeasureResult> RunAsync(MeasureArguments arguments, MeasureProgress progress, CancellationToken cancellationToken)
    {
        string half = arguments.Text("half") ?? "all";
        arguments.RejectUnknown();
        string nested = Path.Combine(arguments.Data, "charts", "scatter"), folder = Directory.Exists(nested) ? nested : arguments.Data;
        if (!Directory.Exists(Path.Combine(folder, "ticks")))
            throw new MeasureInputException($"--data: '{arguments.Data}' holds neither charts/scatter/ticks nor ticks.");
        string[] names = [.. Directory.EnumerateFiles(Path.Combine(folder, "ticks"), "*.png").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal).Where(name => In(half, name)).Take(arguments.Limit ?? int.MaxValue)];
        await using ServiceProvider services = new ServiceCollection().AddAdvancedRl(rl => rl.AddMultiModal(m => m.AddDefaults())).BuildServiceProvider();
        var reader = services.GetRequiredService<IChartLabelReader>();
        var labels = new Dictionary<string, ChartLabel>();
        long start = Stopwatch.GetTimestamp();
        foreach (string name in names)
        {
            labels[name] = await reader.ReadAsync(Decode(Path.Combine(folder, "ticks", name)), cancellationToken);
            progress.Report(labels.Count, names.Length, name);
        }

        double milliseconds = Stopwatch.GetElapsedTime(start).TotalMilliseconds / Math.Max(1, names.Length);
        Dictionary<string, double> truth = File.ReadLines(Path.Combine(folder, "tick_values.tsv"))
            .Select(line => line.Split('\t'))
            .ToDictionary(parts => parts[0].Trim('"'), parts => double.Parse(parts[1], CultureInfo.InvariantCulture));
        string[] wrong = [.. names.Where(name => labels[name].Value is not { } value || Math.Abs(value - truth[name]) > Equal * Math.Max(1, Math.Abs(truth[name])))];
        return new MeasureResult
        {
            Columns = ["crop", "true", "read", "value", "confidence", "turn"],
            Rows = [.. wrong.Select(name => (string[])[name, Text(truth[name]), labels[name].Text, labels[name].Value is { } value ? Text(value) : "", labels[name].Confidence.ToString("F2", CultureInfo.InvariantCulture), Text(labels[name].Rotation)])],
            Figures = [new("exact_rate", 1 - (wrong.Length / (double)Math.Max(1, names.Length))), new("ticks", names.Length), new("ms_per_tick", milliseconds)],
        };
    }

    private static bool In(string half, string name) => PlotHalf.Contains(half, int.Parse(name.Split('_')[0], CultureInfo.InvariantCulture));

    private static RasterImage Decode(string path)
    {
        using SKBitmap bitmap = SKBitmap.Decode(path, SKBitmap.DecodeBounds(path).WithColorType(SKColorType.Rgba8888).WithAlphaType(SKAlphaType.Unpremul))
            ?? throw new MeasureInputException($"'{path}' is no picture.");
        return new RasterImage { Width = bitmap.Width, Height = bitmap.Height, Pixels = bitmap.GetPixelSpan().ToArray() };
    }

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
