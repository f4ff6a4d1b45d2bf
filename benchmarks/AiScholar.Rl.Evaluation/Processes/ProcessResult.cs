using System.Globalization;

namespace AiScholar.Rl.Evaluation.Processes;

/// <summary>What was found of one log.</summary>
internal sealed record ProcessResult
{
    public required string Log { get; init; }

    public required IReadOnlyList<WorkflowSession> Sessions { get; init; }

    public required ProcessModel Model { get; init; }

    public required ProcessConformance Scored { get; init; }

    public required ProcessConformance? Aligned { get; init; }

    public required double ReadSeconds { get; init; }

    public required double DiscoverSeconds { get; init; }

    public required double ReplaySeconds { get; init; }

    public required double AlignmentSeconds { get; init; }

    public IReadOnlyList<string> Row =>
    [
        Log, Text(Sessions.Count, "0"), Text(Sessions.SelectMany(session => session.Activities).Select(activity => activity.Name).Distinct().Count(), "0"), Text(Model.Net.Transitions.Count, "0"),
        Text(Scored.Fitness), Text(Scored.Precision), Text(Scored.F1), Text(Scored.PrecisionEverywhere), Text(Scored.FittingShare), Text(ReadSeconds), Text(DiscoverSeconds), Text(ReplaySeconds),
        Text(AlignmentSeconds), Aligned?.AlignmentFitness is { } fitness ? Text(fitness) : "", Aligned is null ? "" : Aligned.Issues.Count == 0 ? "all" : Text(Aligned.Alignments.Sum(alignment => alignment.SessionCount), "0"),
    ];

    public IEnumerable<KeyValuePair<string, double>> Figures() =>
    [
        new($"fitness_{Log}", Scored.Fitness), new($"precision_{Log}", Scored.Precision), new($"f1_{Log}", Scored.F1), new($"precision_everywhere_{Log}", Scored.PrecisionEverywhere),
        new($"read_seconds_{Log}", ReadSeconds), new($"discover_seconds_{Log}", DiscoverSeconds), new($"replay_seconds_{Log}", ReplaySeconds), new($"alignment_seconds_{Log}", AlignmentSeconds),
        new($"aligned_share_{Log}", Aligned is null ? 0 : (double)Aligned.Alignments.Sum(alignment => alignment.SessionCount) / Sessions.Count),
    ];

    private static string Text(double value, string format = "0.000") => value.ToString(format, CultureInfo.InvariantCulture);
}
