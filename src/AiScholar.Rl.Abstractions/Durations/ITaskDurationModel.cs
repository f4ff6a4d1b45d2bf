namespace AiScholar.Rl;

/// <summary>Learns how long work takes, by kind of work, domain, person, instrument and amount, one session after another. Safe to call from many threads.</summary>
public interface ITaskDurationModel : ISavableState
{
    /// <summary>How many observations were learnt from.</summary>
    long ObservationCount { get; }

    /// <summary>Learns the durations of one piece of work; they are predicted before they are learnt, so that the model knows how wrong it is on new work.</summary>
    /// <exception cref="WorkflowException">A duration is negative, an amount negative or not finite, or a name missing.</exception>
    void Learn(IReadOnlyList<TaskObservation> observations);

    /// <summary>Learns from a session's activities that have a start and an end; an activity's name is its kind of work, its first resource the instrument.</summary>
    /// <exception cref="WorkflowException">The session is unusable.</exception>
    void Learn(WorkflowSession session);

    /// <summary>Says how long work may take; null when nothing was learnt yet.</summary>
    /// <exception cref="ArgumentException">The query has no kind of work, or an amount that is negative or not finite.</exception>
    DurationForecast? Forecast(DurationQuery query);

    /// <summary>
    /// The workflow with a learnt distribution, and with what it shares with the other tasks of an execution, on each task without modes whose kind of work was seen and that
    /// has none of its own. The planned lengths stay.
    /// </summary>
    ResearchWorkflow WithForecasts(ResearchWorkflow workflow);

    /// <summary>As <see cref="WithForecasts(ResearchWorkflow)"/>, as told by <paramref name="settings"/>. A model that does not know them leaves them aside.</summary>
    ResearchWorkflow WithForecasts(ResearchWorkflow workflow, DurationForecastSettings settings) => WithForecasts(workflow);
}
