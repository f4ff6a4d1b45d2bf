namespace AiScholar.Rl.ResearchAssistant;

/// <summary>Puts learnt durations into one workflow: each task's own distribution, and what it shares with the other tasks of the execution.</summary>
internal sealed class DurationForecastWriter
{
    private readonly DurationState _state;
    private readonly ResearchWorkflow _workflow;
    private readonly DurationForecastSettings _settings;
    private readonly ExecutionEffects? _effects;
    private readonly ExecutionShape _shape;
    private readonly DurationForecast?[] _forecasts;
    private readonly Dictionary<string, double> _means = new(StringComparer.Ordinal);

    public DurationForecastWriter(DurationState state, ResearchWorkflow workflow, DurationForecastSettings settings)
    {
        (_state, _workflow, _settings) = (state, workflow, settings);
        _effects = state.Executions.EffectsOf(workflow.Domain);
        IGrouping<string, WorkflowTask>[] kinds = [.. workflow.TaskSequence.Where(task => task.TaskType is { Length: > 0 }).GroupBy(task => task.TaskType!, StringComparer.Ordinal)];
        _shape = new ExecutionShape(kinds.Select(kind => (kind.Key, kind.Count(), kind.Select(task => task.Amount ?? double.NaN))));
        _forecasts = [.. workflow.TaskSequence.Select(Forecast)];
        foreach (IGrouping<string, (WorkflowTask Task, DurationForecast? Forecast)> kind in workflow.TaskSequence.Zip(_forecasts).Where(pair => pair.Second is not null).GroupBy(pair => pair.First.TaskType!, StringComparer.Ordinal))
            _means[kind.Key] = kind.Average(pair => Log(pair.Forecast!));
    }

    /// <summary>The workflow with what was learnt.</summary>
    public ResearchWorkflow Write() => _workflow with { TaskSequence = [.. _workflow.TaskSequence.Zip(_forecasts, (task, forecast) => forecast is null ? task : Write(task, forecast))] };

    private DurationForecast? Forecast(WorkflowTask task)
    {
        if (task.DurationDistribution is not null || string.IsNullOrWhiteSpace(task.TaskType) || task.Modes.Count > 0)
            return null;
        DurationForecast? forecast = TaskDurationModel.Forecast(_state, new DurationQuery { TaskType = task.TaskType, Domain = _workflow.Domain, Amount = task.Amount });
        return forecast is { ObservationCount: > 0 } || _settings.IncludesUnseenKinds ? forecast : null;
    }

    private WorkflowTask Write(WorkflowTask task, DurationForecast forecast)
    {
        double claimed = Math.Pow(forecast.Distribution.LogStandardDeviation!.Value, 2);
        KindEffect? kind = forecast.ObservationCount > 0 ? _effects?.Of(task.TaskType!) : null;
        // What is known of no execution but by the forecast alone is shared out evenly: a third each for the execution, the kind in it and the task.
        double between = kind?.Variance ?? (_effects is null ? claimed * 2 / 3 : forecast.ObservationCount > 0 ? claimed : _effects.UnseenVariance(claimed));
        double own = kind?.OwnVariance ?? _effects?.TypicalOwnVariance ?? claimed / 3;
        double shared = _effects?.SharedPart ?? 0.5;
        double log = Log(forecast) + (kind?.ShiftFor(_shape, _means[task.TaskType!]) ?? 0) + (_effects?.Shift ?? 0);
        double scale = _effects?.Scale ?? 1;
        TimeSpan median = Time(log);
        return task with
        {
            Duration = _settings.ReplacesLengths ? median : task.Duration,
            DurationDistribution = kind is { Residuals.Length: > 0 }
                ? DurationDistribution.Empirical([.. kind.Residuals.Select(residual => Time(log + residual))])
                : DurationDistribution.LogNormal(median, Math.Clamp(Math.Sqrt(own), 1e-3, 10)),
            SharedFactors = new SharedDurationFactors
            {
                ExecutionDeviation = Math.Min(10, scale * Math.Sqrt(shared * between)),
                TaskTypeDeviation = Math.Min(10, scale * Math.Sqrt((1 - shared) * between)),
                DegreesOfFreedom = 1 + (kind?.Executions ?? _effects?.Executions ?? 2),
            },
        };
    }

    private static double Log(DurationForecast forecast) => Math.Log(forecast.Distribution.Median!.Value.TotalSeconds);

    private static TimeSpan Time(double log) => TimeSpan.FromSeconds(Math.Clamp(Math.Exp(log), 1e-6, 3e9));
}
