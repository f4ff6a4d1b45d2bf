using System.Diagnostics;
using System.Globalization;
using AiScholar.Rl.Evaluation.Running;
using AiScholar.Rl.ResearchAssistant;

namespace AiScholar.Rl.Evaluation.Patterns;

/// <summary>How many sequential patterns a database has, and how fast they are found.</summary>
public sealed class PatternsMeasure : IMeasure
{
    /// <inheritdoc/>
    public string Name => "patterns";

    /// <inheritdoc/>
    public string Usage => "SPMF file, .gz or plain; --support FRACTION [--closed|--maximal] [--threads N, default 2]";

    /// <inheritdoc/>
    public async Task<MeasureResult> RunAsync(MeasureArguments arguments, MeasureProgress progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        ArgumentNullException.ThrowIfNull(progress);
        if (arguments.Text("support") is null)
            throw new MeasureInputException("--support FRACTION is missing.");
        var options = new SequentialPatternOptions
        {
            MinimumSupport = arguments.Number("support", 1, double.Epsilon, 1),
            ClosedOnly = arguments.Flag("closed"),
            MaximalOnly = arguments.Flag("maximal"),
            MaxDegreeOfParallelism = arguments.Integer("threads", 2, 1),
        };
        arguments.RejectUnknown();
        SequenceDatabase database = SpmfFormat.Read(arguments.Data, arguments.Limit);
        progress.Report(1, 2, $"{database.Count} sequences read");
        long started = Stopwatch.GetTimestamp();
        SequentialPatternSet patterns = SequentialPatternMiner.Mine(database, options, cancellationToken);
        double seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        double peak = Process.GetCurrentProcess().PeakWorkingSet64 / (1024.0 * 1024);
        progress.Report(2, 2, $"{patterns.Count} patterns found");
        if (arguments.Predictions is { } path)
            await SpmfFormat.WriteAsync(path, patterns, cancellationToken);
        return new MeasureResult
        {
            Columns = ["sequences", "support", "closed", "patterns", "longest", "seconds", "peak MB"],
            Rows =
            [
                [
                    Text(database.Count), Text(options.MinimumSupport), options.ClosedOnly ? "yes" : "no", Text(patterns.Count),
                    Text(patterns.Select(pattern => pattern.Elements.Sum(element => element.Count)).DefaultIfEmpty(0).Max()), Text(seconds), Text(peak),
                ],
            ],
            Figures = [new("count", patterns.Count), new("seconds", seconds), new("peak_mb", peak)],
        };
    }

    private static string Text(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);
}
