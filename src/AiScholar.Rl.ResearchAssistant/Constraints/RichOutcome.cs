namespace AiScholar.Rl.ResearchAssistant;

/// <summary>What a rich optimization knows when it is done: enough to write the result.</summary>
internal sealed record RichOutcome
{
    /// <summary>The problem.</summary>
    public required RichProblem Problem { get; init; }

    /// <summary>The best schedule.</summary>
    public required RichSchedule Schedule { get; init; }

    /// <summary>What it was decoded from.</summary>
    public required RichGenome Genome { get; init; }

    /// <summary>Missed hard constraints, then the objectives.</summary>
    public required double[] Cost { get; init; }

    /// <summary>The given order or plan, under the same constraints.</summary>
    public required RichSchedule Baseline { get; init; }

    /// <summary>Its cost.</summary>
    public required double[] BaselineCost { get; init; }

    /// <summary>No schedule ends sooner, in ticks.</summary>
    public required long Bound { get; init; }

    /// <summary>What gives the bound.</summary>
    public required string BoundSource { get; init; }

    /// <summary>A bound an objective; null for none.</summary>
    public required IReadOnlyList<double?> ObjectiveBounds { get; init; }

    /// <summary>Whether nothing is better.</summary>
    public required bool IsProvenOptimal { get; init; }

    /// <summary>One sentence on how the schedule was found.</summary>
    public required string Method { get; init; }

    /// <summary>How the schedule does when durations vary; null unless asked for.</summary>
    public RobustnessReport? Robustness { get; init; }

    /// <summary>What went less than well.</summary>
    public IReadOnlyList<ResultIssue> Issues { get; init; } = [];
}
