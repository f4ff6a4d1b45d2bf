using System.Diagnostics;
using System.Globalization;
using AiScholar.Rl.Evaluation.Running;
using AiScholar.Rl.ResearchAssistant;
using Microsoft.Extensions.DependencyInjection;

namespace AiScholar.Rl.Evaluation.Processes;

/// <summary>Process discovery on event logs: a model from the first 80 % of the cases by their start, scored on the last 20 %.</summary>
public sealed class ProcessMeasure : IMeasure
{
    private const double TrainShare = 0.8;

    /// <inheritdoc/>
    public string Name => "process";

    /// <inheritdoc/>
    public string Usage => "--data FOLDER or FILE of XES logs (.xes, .xes.gz) [--algorithm balanced|inductive|heuristics] [--noise N] [--alignment-limit SECONDS] [--no-alignments]; --predictions PNML file, or folder for several";

    /// <inheritdoc/>
    public async Task<MeasureResult> RunAsync(MeasureArguments arguments, MeasureProgress progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        ArgumentNullException.ThrowIfNull(progress);
        string data = arguments.Data;
        if (!Enum.TryParse(arguments.Text("algorithm") ?? "balanced", ignoreCase: true, out ProcessDiscoveryAlgorithm algorithm))
            throw new MeasureInputException($"--algorithm is '{arguments.Text("algorithm")}'; it must be balanced, inductive or heuristics.");
        var request = new ProcessDiscoveryRequest { Algorithm = algorithm, NoiseThreshold = arguments.Number("noise", 0.2, 0, 1), Seed = arguments.Seed };
        double limit = arguments.Number("alignment-limit", 60, 0.001, 1e6);
        bool aligns = !arguments.Flag("no-alignments");
        string? predictions = arguments.Predictions;
        arguments.RejectUnknown();
        string[] files = File.Exists(data) ? [data] : [.. Directory.EnumerateFiles(data, "*.xes*").Order(StringComparer.Ordinal)];
        if (files.Length == 0)
            throw new MeasureInputException($"{data}: the folder holds no .xes or .xes.gz file.");
        await using ServiceProvider services = new ServiceCollection().AddAdvancedRl(rl => rl.AddResearchAssistant(assistant => assistant.AddDefaults())).BuildServiceProvider();
        IProcessMiner miner = services.GetRequiredService<IProcessMiner>();
        var results = new List<ProcessResult>();
        foreach (string file in files)
        {
            ProcessResult result = await MeasureAsync(miner, file, request, aligns ? TimeSpan.FromSeconds(limit) : null, cancellationToken);
            results.Add(result);
            progress.Report(results.Count, files.Length, $"{result.Log} done");
            if (predictions is not null)
                await File.WriteAllTextAsync(PathFor(predictions, result.Log, files.Length), Pnml.Write(result.Model.Net), cancellationToken);
        }

        Console.Out.WriteLine("protocol: cases by start, discovered on the first 80 %, scored on the last 20 %; fitness by token replay (an activity the model lacks counts as misfit), precision by escaping edges; reading to precision is read + discover + replay");
        return new MeasureResult
        {
            Columns = ["log", "cases", "activities", "transitions", "fitness", "precision", "F1", "everywhere", "fitting", "read s", "discover s", "replay s", "align s", "align fitness", "aligned"],
            Rows = [.. results.Select(result => result.Row)],
            Figures =
            [
                new("fitness", results.Average(result => result.Scored.Fitness)),
                new("precision", results.Average(result => result.Scored.Precision)),
                new("f1", results.Average(result => result.Scored.F1)),
                new("read_seconds", results.Sum(result => result.ReadSeconds)),
                new("discover_seconds", results.Sum(result => result.DiscoverSeconds)),
                new("replay_seconds", results.Sum(result => result.ReplaySeconds)),
                new("alignment_seconds", results.Sum(result => result.AlignmentSeconds)),
                .. results.SelectMany(result => result.Figures()),
            ],
        };
    }

    private static async Task<ProcessResult> MeasureAsync(IProcessMiner miner, string file, ProcessDiscoveryRequest request, TimeSpan? alignmentLimit, CancellationToken cancellationToken)
    {
        long started = Stopwatch.GetTimestamp();
        var sessions = new List<WorkflowSession>();
        try
        {
            await using FileStream stream = File.OpenRead(file);
            await foreach (WorkflowSession session in XesLog.ReadAsync(stream, new XesLogOptions { PairLifecycle = false, MaximumBytes = 1L << 36 }, cancellationToken))
                sessions.Add(session);
        }
        catch (WorkflowException exception)
        {
            throw new MeasureInputException($"{file}: {exception.Message}", exception);
        }

        sessions = [.. sessions.Where(session => session.Activities.Count > 0).OrderBy(session => session.Activities[0].Start)];
        if (sessions.Count < 2)
            throw new MeasureInputException($"{file}: the log has {sessions.Count} cases with events; at least 2 are needed.");
        int learnt = Math.Clamp((int)(sessions.Count * TrainShare), 1, sessions.Count - 1);
        double readSeconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        started = Stopwatch.GetTimestamp();
        ProcessModel model = await miner.DiscoverAsync(sessions[..learnt], request, cancellationToken);
        double discoverSeconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        started = Stopwatch.GetTimestamp();
        ProcessConformance scored = await miner.CheckAsync(model.Net, sessions[learnt..], null, cancellationToken);
        double replaySeconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        started = Stopwatch.GetTimestamp();
        ProcessConformance? aligned = alignmentLimit is null ? null : await miner.CheckAsync(model.Net, sessions, new ProcessConformanceRequest { Alignments = true, AlignmentTimeLimit = alignmentLimit }, cancellationToken);
        return new ProcessResult
        {
            Log = Path.GetFileName(file).Split('.')[0],
            Sessions = sessions,
            Model = model,
            Scored = scored,
            Aligned = aligned,
            ReadSeconds = readSeconds,
            DiscoverSeconds = discoverSeconds,
            ReplaySeconds = replaySeconds,
            AlignmentSeconds = Stopwatch.GetElapsedTime(started).TotalSeconds,
        };
    }

    private static string PathFor(string predictions, string log, int count)
    {
        if (count == 1 && !Directory.Exists(predictions))
            return predictions;
        Directory.CreateDirectory(predictions);
        return Path.Combine(predictions, string.Create(CultureInfo.InvariantCulture, $"{log}.pnml"));
    }
}
