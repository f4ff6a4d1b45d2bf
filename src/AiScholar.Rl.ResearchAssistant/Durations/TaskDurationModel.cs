using System.Globalization;
using AiScholar.Rl.Core;

namespace AiScholar.Rl.ResearchAssistant;

/// <summary>
/// Hierarchical log-normal durations, learnt online. For each kind of work, several ways in which durations may hang on the amount compete; the one that was
/// least wrong on new work so far (prequentially; Dawid, JRSS A 147, 1984) gives the median, and its errors give the spread. Kinds with few observations lean on
/// their domain and on all work, by how much kinds differ; people and instruments have factors of their own.
/// </summary>
/// <remarks>A kind's median is (n m + κ M) / (n + κ) in logarithms, with its own m, that of the wider cell M, and κ the ratio of its variance to that of the wider cell.</remarks>
internal sealed class TaskDurationModel : ITaskDurationModel, IDisposable
{
    private const double PriorVariance = 0.5;
    private const double PriorCount = 2;
    private const double LongestSeconds = 100 * 365.25 * 86400;

    private readonly GuardedState<DurationState> _state = new("task-durations", 2, new DurationState());

    public long ObservationCount => Read(state => state.Count);

    public void Learn(IReadOnlyList<TaskObservation> observations)
    {
        ArgumentNullException.ThrowIfNull(observations);
        foreach (TaskObservation observation in observations)
            Check(observation);
        TaskObservation[] learnt = [.. observations.Where(observation => observation.Duration > TimeSpan.Zero)];
        _state.Gate.EnterWriteLock();
        try
        {
            Learn(_state.Value, learnt);
            foreach (IGrouping<string?, TaskObservation> domain in learnt.GroupBy(observation => observation.Domain))
                _state.Value.Executions.Add(domain.Key, [.. domain]);
        }
        finally
        {
            _state.Gate.ExitWriteLock();
        }
    }

    public void Learn(WorkflowSession session)
    {
        ArgumentNullException.ThrowIfNull(session);
        SessionShape.Check([session]);
        Learn([.. session.Activities
            .Where(activity => activity is { Start: not null, End: not null })
            .Select(activity => new TaskObservation
            {
                TaskType = activity.Name,
                Duration = activity.End!.Value - activity.Start!.Value,
                Domain = session.Domain,
                Person = activity.Person,
                Instrument = activity.Resources.Count > 0 ? activity.Resources[0] : null,
                Amount = activity.Amount,
            })]);
    }

    public DurationForecast? Forecast(DurationQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentException.ThrowIfNullOrWhiteSpace(query.TaskType);
        if (query.Amount is { } amount && !(amount >= 0 && double.IsFinite(amount)))
            throw new ArgumentException($"The amount of '{query.TaskType}' is {amount.ToString(CultureInfo.InvariantCulture)}; it must be finite and at least 0.", nameof(query));
        return Read(state => Forecast(state, query));
    }

    public ResearchWorkflow WithForecasts(ResearchWorkflow workflow) => WithForecasts(workflow, new DurationForecastSettings());

    public ResearchWorkflow WithForecasts(ResearchWorkflow workflow, DurationForecastSettings settings)
    {
        ArgumentNullException.ThrowIfNull(workflow);
        ArgumentNullException.ThrowIfNull(settings);
        return Read(state => new DurationForecastWriter(state, workflow, settings).Write());
    }

    public ValueTask SaveAsync(Stream destination, CancellationToken cancellationToken = default) =>
        _state.SaveAsync(destination, static (writer, state) => state.Write(writer), cancellationToken);

    public ValueTask LoadAsync(Stream source, CancellationToken cancellationToken = default) => _state.LoadAsync(source, DurationState.Read, cancellationToken);

    public void Dispose() => _state.Dispose();

    /// <summary>Learns one execution: its tasks are predicted before they are learnt.</summary>
    internal static void Learn(DurationState state, IReadOnlyList<TaskObservation> learnt)
    {
        IGrouping<(string? Domain, string TaskType), TaskObservation>[] kinds = [.. learnt.GroupBy(observation => (observation.Domain, observation.TaskType))];
        foreach (IGrouping<(string? Domain, string TaskType), TaskObservation> kind in kinds)
            Judge(state, kind.Key.Domain, kind.Key.TaskType, [.. kind]);
        foreach (IGrouping<(string? Domain, string TaskType), TaskObservation> kind in kinds)
        {
            (double, double)[] observed = [.. kind.Select(observation => (observation.Amount ?? double.NaN, Math.Log(observation.Duration.TotalSeconds)))];
            foreach (DurationCell cell in state.Grow(kind.Key.Domain, kind.Key.TaskType))
                cell.Add(observed);
        }
    }

    private static void Judge(DurationState state, string? domain, string type, TaskObservation[] observations)
    {
        DurationCell? kind = state.CellOf(type);
        DurationCell[] cells = [.. state.CellsOf(domain, type)];
        double weight = 1 / Math.Sqrt(observations.Length);
        foreach (TaskObservation observation in observations)
        {
            double log = Math.Log(observation.Duration.TotalSeconds);
            if (kind is not null)
            {
                double residual = log - kind.Fit!.Predict(kind.Best, observation.Amount);
                double person = state.People.Of(observation.Person);
                state.Instruments.Add(observation.Instrument, residual - person, weight);
                state.People.Add(observation.Person, residual, weight);
            }

            foreach (DurationCell cell in cells)
                cell.Judge(observation.Amount, log, weight);
        }
    }

    internal static DurationForecast? Forecast(DurationState state, DurationQuery query)
    {
        (double Median, double Variance)? wider = null;
        double widerVariance = PriorVariance;
        // From all work down to this kind: each narrower cell leans on what the wider one says.
        foreach (DurationCell cell in state.CellsOf(query.Domain, query.TaskType).Reverse())
        {
            (double judged, double squares) = cell.Errors;
            double variance = ((PriorCount * (wider?.Variance ?? PriorVariance)) + squares) / (PriorCount + judged);
            double own = cell.Fit!.Predict(cell.Best, query.Amount);
            double lean = wider is null ? 0 : Math.Min(variance, cell.Variance + 1e-6) / Math.Max(widerVariance, 1e-6);
            double median = wider is { } from ? ((cell.Count * own) + (lean * from.Median)) / (cell.Count + lean) : own;
            wider = (median, judged == 0 ? Math.Max(variance, cell.Variance) : variance);
            widerVariance = cell.Variance;
        }

        if (wider is not { } found)
            return null;
        List<DurationCell> narrow = [.. state.CellsOf(query.Domain, query.TaskType)];
        long count = state.CellOf(query.TaskType)?.Count ?? 0;
        double log = found.Median + state.People.Of(query.Person) + state.Instruments.Of(query.Instrument);
        double seconds = Math.Clamp(Math.Exp(log), 1e-6, LongestSeconds);
        return new DurationForecast
        {
            Distribution = DurationDistribution.LogNormal(TimeSpan.FromSeconds(seconds), Math.Clamp(Math.Sqrt(found.Variance), 1e-3, 10)),
            ObservationCount = (int)Math.Min(int.MaxValue, count),
            Basis = count == 0
                ? string.Create(CultureInfo.InvariantCulture, $"nothing is known of '{query.TaskType}'; {narrow[^1].Count} observations of other work")
                : string.Create(CultureInfo.InvariantCulture, $"{count} observations of '{query.TaskType}'{How(narrow[0], query.Amount)}"),
        };
    }

    private static string How(DurationCell cell, double? amount) => amount is null || !cell.Fit!.HangsOnAmount ? "" : cell.Best switch
    {
        DurationExpert.Constant => ", whatever the amount",
        DurationExpert.Linear or DurationExpert.RelativeLinear => ", in proportion to the amount",
        DurationExpert.Power => ", by a power of the amount",
        _ => ", those of like amounts",
    };

    private T Read<T>(Func<DurationState, T> read)
    {
        // A cell makes its fit when it is first read, which changes it.
        _state.Gate.EnterWriteLock();
        try
        {
            return read(_state.Value);
        }
        finally
        {
            _state.Gate.ExitWriteLock();
        }
    }

    private static void Check(TaskObservation observation)
    {
        if (observation is null || string.IsNullOrWhiteSpace(observation.TaskType))
            throw new WorkflowException(AdvancedRlErrorCode.SessionsInvalid, "An observation is null or names no kind of work.");
        if (observation.Duration < TimeSpan.Zero)
            throw new WorkflowException(AdvancedRlErrorCode.SessionsInvalid, $"An observation of '{observation.TaskType}' has the negative duration {observation.Duration}.", [observation.TaskType]);
        if (observation.Amount is { } amount && !(amount >= 0 && double.IsFinite(amount)))
            throw new WorkflowException(AdvancedRlErrorCode.SessionsInvalid, $"An observation of '{observation.TaskType}' has the amount {amount.ToString(CultureInfo.InvariantCulture)}; it must be finite and at least 0.", [observation.TaskType]);
    }
}
