using Google.OrTools.Sat;

namespace AiScholar.Rl.ResearchAssistant.OrTools;

/// <summary>Improves a rich schedule by CP-SAT, objective by objective: the value of each is held while the next is minimized.</summary>
internal sealed class RichCpSatSearch(RichOutcome start, CpSatSettings settings, IProgress<OptimizationProgress>? progress, TimeProvider clock, CancellationToken cancellationToken)
{
    private readonly RichProblem _problem = start.Problem;
    private readonly RichDecoder _decoder = new(start.Problem);
    private readonly long _started = clock.GetTimestamp();
    private readonly RichOutcome _start = start;
    private RichOutcome _best = start;

    /// <summary>Whether the model has no solution, which proves that the problem has none.</summary>
    public bool IsInfeasible { get; private set; }

    /// <summary>The better of the start and what was found, with what is proven.</summary>
    public RichOutcome Run(int seed)
    {
        var objectives = new RichObjectives(_problem, _decoder, seed);
        var times = new RichCpSatTimes(_problem, Horizon());
        var model = new RichCpSatModel(_problem, times);
        if (_start.Cost[0] == 0)
            model.Hint(_start.Schedule);
        bool isProven = times.IsExact, isFirst = true;
        double[]? proven = null;
        string finder = "found none better";
        foreach (OptimizationObjective objective in _problem.Objectives)
        {
            (LinearExpr? expression, bool isExact) = model.Objectives.Of(objective.Kind);
            TimeSpan left = settings.Time - clock.GetElapsedTime(_started);
            if (expression is null || left <= TimeSpan.Zero || cancellationToken.IsCancellationRequested)
            {
                isProven = false;
                break;
            }

            model.Model.Minimize(expression);
            using var solver = new CpSolver { StringParameters = (settings with { Time = left }).ToString() };
            CpSolverStatus status = CpSatSearch.Solve(solver, model.Model, cancellationToken);
            IsInfeasible |= isFirst && status == CpSolverStatus.Infeasible && times.IsExact && _start.Cost[0] > 0;
            if (status is not (CpSolverStatus.Optimal or CpSolverStatus.Feasible))
            {
                isProven = false;
                break;
            }

            isProven &= isExact && status == CpSolverStatus.Optimal;
            if (isFirst && objective.Kind == ObjectiveKind.Makespan && times.IsExact)
                RaiseBound((long)Math.Ceiling(solver.BestObjectiveBound - 1e-6) * times.Unit);
            if (TryBetter(model, solver, objectives))
                finder = "improved it";
            long value = (long)Math.Round(solver.ObjectiveValue);
            model.Model.Add(expression <= value);
            proven = [.. proven ?? [], InUnits(objective.Kind, value, times)];
            // An objective that nothing in the workflow touches does not limit the next one's bound.
            isFirst &= objective.Kind is ObjectiveKind.Lateness or ObjectiveKind.SkippedValue or ObjectiveKind.WeightedTardiness && IsVoid(objective.Kind);
        }

        bool isBest = isProven && proven is not null && _best.Cost[0] == 0 && RichObjectives.Compare([0, .. proven], _best.Cost) >= 0;
        if (isBest)
            finder = finder == "improved it" ? "improved it and proved the result best" : "proved it best";
        return _best with
        {
            IsProvenOptimal = _best.IsProvenOptimal || isBest,
            Method = $"{_start.Method} CP-SAT went on from there, objective by objective, with {settings.Workers} {(settings.Workers == 1 ? "worker" : "workers")} and {finder}.",
        };
    }

    /// <summary>The end of the start's schedule, and more where a later end may pay for what comes before the makespan.</summary>
    private long Horizon()
    {
        bool isMakespanFirst = _problem.Objectives.FirstOrDefault(objective => !IsVoid(objective.Kind))?.Kind == ObjectiveKind.Makespan;
        long last = Math.Max(_start.Schedule.Makespan, _start.Baseline.Makespan);
        if (isMakespanFirst && _start.Cost[0] == 0)
            return _start.Schedule.Makespan;
        foreach (RichTask task in _problem.Tasks)
            last = Math.Max(last, Math.Max(task.Planned + task.Modes.Max(mode => mode.Duration), task.Release));
        return Math.Min(WorkTime.Never / 4, 2 * last + TimeSpan.TicksPerHour);
    }

    private bool IsVoid(ObjectiveKind kind) => kind switch
    {
        ObjectiveKind.Lateness => _problem.Tasks.All(task => task.Deadline == RichTask.None),
        ObjectiveKind.WeightedTardiness => _problem.Tasks.All(task => task.Due == RichTask.None),
        ObjectiveKind.SkippedValue => _problem.Tasks.All(task => task.Value == 0),
        _ => false,
    };

    private static double InUnits(ObjectiveKind kind, long value, RichCpSatTimes times) => kind switch
    {
        ObjectiveKind.Cost or ObjectiveKind.SkippedValue => value / 100.0,
        ObjectiveKind.WeightedTardiness => value / 100.0 * times.Unit / TimeSpan.TicksPerHour,
        _ => (double)value * times.Unit / TimeSpan.TicksPerHour,
    };

    private bool TryBetter(RichCpSatModel model, CpSolver solver, RichObjectives objectives)
    {
        bool isBetter = false;
        foreach (bool holdStarts in (bool[])[true, false])
        {
            RichGenome genome = model.GenomeOf(solver, holdStarts);
            var schedule = new RichSchedule(_problem.TaskCount);
            _decoder.Decode(genome, schedule);
            double[] cost = objectives.Cost(genome, schedule);
            if (RichObjectives.Compare(cost, _best.Cost) >= 0)
                continue;
            _best = _best with { Genome = genome, Schedule = schedule, Cost = cost };
            isBetter = true;
            if (cost[0] == 0)
                progress?.Report(new OptimizationProgress(TimeSpan.FromTicks(schedule.Makespan), TimeSpan.FromTicks(Math.Min(_best.Bound, schedule.Makespan)), _decoder.Generated));
        }

        return isBetter;
    }

    private void RaiseBound(long bound)
    {
        if (bound > _best.Bound && bound <= _best.Schedule.Makespan)
            _best = _best with { Bound = bound, BoundSource = "the proof of CP-SAT" };
    }
}
