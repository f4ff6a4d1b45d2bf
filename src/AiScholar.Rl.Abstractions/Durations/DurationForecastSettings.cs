namespace AiScholar.Rl;

/// <summary>How learnt durations are put into a workflow.</summary>
public sealed record DurationForecastSettings
{
    /// <summary>Whether the learnt median replaces the planned length of each task that gets a forecast.</summary>
    public bool ReplacesLengths { get; init; }

    /// <summary>Whether tasks whose kind of work was never seen get a forecast too, a wide one from other work of the domain.</summary>
    public bool IncludesUnseenKinds { get; init; }
}
