using System.Globalization;

namespace AiScholar.Rl.ResearchAssistant.OrTools;

/// <summary>How CP-SAT is run for a request.</summary>
internal sealed record CpSatSettings
{
    /// <summary>Most time on the clock.</summary>
    public required TimeSpan Time { get; init; }

    /// <summary>CP-SAT's own count of work, about a second each on one core; null for no such limit.</summary>
    public required double? DeterministicTime { get; init; }

    /// <summary>Parallel searches.</summary>
    public required int Workers { get; init; }

    /// <summary>Seed.</summary>
    public required int Seed { get; init; }

    /// <summary>More of CP-SAT's parameters, in its own text form; empty for none.</summary>
    public string Extra { get; init; } = "";

    /// <summary>
    /// With a time budget: as many workers as the parameter <c>Workers</c> says (by default one a processor, less one when the managed search goes on beside them,
    /// 1 to 8) until the time is up. Without: one worker and the parameter <c>DeterministicTime</c> (by default 5), so that a run repeats exactly.
    /// </summary>
    public static CpSatSettings Of(OptimizationRequest request, ExtensionContext context, TimeSpan timeLeft, bool isAlone)
    {
        bool timed = request.TimeBudget is not null;
        return new CpSatSettings
        {
            Time = timeLeft,
            DeterministicTime = timed ? null : Math.Max(0.001, context.GetParameter("DeterministicTime", 5.0)),
            Workers = timed ? Math.Clamp(context.GetParameter("Workers", Math.Clamp(Environment.ProcessorCount - (isAlone ? 0 : 1), 1, 8)), 1, 64) : 1,
            Seed = request.Seed & int.MaxValue,
            Extra = context.GetParameter("SolverParameters", ""),
        };
    }

    /// <summary>
    /// For a plain scheduling problem: without the linear relaxation, which is weak where resources decide and takes most of the time of every step, unless the host's own
    /// parameters speak of it.
    /// </summary>
    public CpSatSettings ForScheduling() => Extra.Contains("linearization_level", StringComparison.Ordinal)
        ? this
        : this with { Extra = Extra.Length > 0 ? $"linearization_level:0,{Extra}" : "linearization_level:0" };

    /// <summary>As CP-SAT reads its parameters.</summary>
    public override string ToString()
    {
        string text = string.Create(CultureInfo.InvariantCulture, $"num_workers:{Workers},random_seed:{Seed},max_time_in_seconds:{Math.Max(0.01, Time.TotalSeconds):F3}");
        text += Extra.Length > 0 ? "," + Extra : "";
        return DeterministicTime is { } limit ? string.Create(CultureInfo.InvariantCulture, $"{text},max_deterministic_time:{limit:F4}") : text;
    }
}
