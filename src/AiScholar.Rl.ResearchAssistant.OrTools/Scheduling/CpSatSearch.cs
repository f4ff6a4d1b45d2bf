using Google.OrTools.Sat;

namespace AiScholar.Rl.ResearchAssistant.OrTools;

/// <summary>Runs CP-SAT on a problem and brings what it finds back to the problem's own units.</summary>
internal static class CpSatSearch
{
    // CP-SAT multiplies demands by times in 64 bits and works best with small numbers.
    private const long MaxHorizon = 1L << 30;
    private const long MaxEnergy = 1L << 58;

    /// <summary>Improves <paramref name="found"/> and tries to prove it best.</summary>
    public static CpSatResult Run(SchedulingProblem problem, ScheduleSearchResult found, CpSatSettings settings, CancellationToken cancellationToken)
    {
        long scale = ScaleOf(problem);
        (SchedulingProblem scaled, long[] hint, ScheduleCost hintCost) = scale == 1
            ? (problem, found.Starts, found.Cost)
            : Coarsen(problem, found.Starts, scale);
        var path = new CriticalPath(scaled);
        bool isProof = scale == 1 && !problem.HasDueTimes;
        (long lowerBound, _) = Bound(scaled, path, hintCost);
        if (!problem.HasDueTimes && hintCost.Makespan <= lowerBound)
            return new CpSatResult { Status = nameof(CpSolverStatus.Optimal), Starts = hint, LowerBound = isProof ? lowerBound : 0, IsProven = isProof, Scale = scale };
        var model = new CpSatModel(scaled, path, lowerBound, hint, hintCost);
        using var solver = new CpSolver { StringParameters = settings.ToString() };
        CpSolverStatus status = Solve(solver, model.Model, cancellationToken);
        bool hasSchedule = status is CpSolverStatus.Optimal or CpSolverStatus.Feasible;
        // Rounded times prove nothing about the true ones.
        bool boundsMakespan = isProof && status is not (CpSolverStatus.Infeasible or CpSolverStatus.ModelInvalid);
        long bound = boundsMakespan && double.IsFinite(solver.BestObjectiveBound) ? (long)Math.Ceiling(solver.BestObjectiveBound - 1e-6) : isProof ? lowerBound : 0;
        return new CpSatResult
        {
            Status = status.ToString(),
            Starts = hasSchedule ? model.StartsOf(solver) : null,
            LowerBound = Math.Min(bound, hintCost.Makespan),
            IsProven = scale == 1 && status == CpSolverStatus.Optimal,
            Scale = scale,
        };
    }

    /// <summary>Asks again and again for a schedule shorter than the best so far, until there is none: no objective, but tight windows and redundant constraints.</summary>
    /// <remarks>For problems without due times that <see cref="CanDecide"/> takes.</remarks>
    public static CpSatResult Decide(SchedulingProblem problem, ScheduleSearchResult found, CpSatSettings settings, TimeProvider clock, CancellationToken cancellationToken)
    {
        long started = clock.GetTimestamp();
        var path = new CriticalPath(problem);
        long[]? better = null;
        ScheduleCost best = found.Cost;
        while (true)
        {
            (long bound, TimeWindows? windows) = Bound(problem, path, best);
            CpSolverStatus status = CpSolverStatus.Infeasible;
            if (windows is not null)
            {
                var model = new CpSatModel(problem, path, bound, better ?? found.Starts, best, windows);
                using var solver = new CpSolver { StringParameters = (settings with { Time = settings.Time - clock.GetElapsedTime(started) }).ToString() };
                status = cancellationToken.IsCancellationRequested ? CpSolverStatus.Unknown : Solve(solver, model.Model, cancellationToken);
                if (status is CpSolverStatus.Optimal or CpSolverStatus.Feasible)
                {
                    better = model.StartsOf(solver);
                    best = new ScheduleCost(0, better.Zip(problem.Durations, (start, duration) => start + duration).Max());
                    continue;
                }
            }

            bool isProven = status == CpSolverStatus.Infeasible;
            return new CpSatResult { Status = status.ToString(), Starts = better, LowerBound = isProven ? best.Makespan : bound, IsProven = isProven, Scale = 1 };
        }
    }

    /// <summary>Whether <see cref="Decide"/> takes the problem.</summary>
    public static bool CanDecide(SchedulingProblem problem) =>
        !problem.HasDueTimes && problem.TaskCount <= BoundImprovement.MaxTasks && ScaleOf(problem) == 1 && EnergeticReasoning.Fits(problem, problem.Horizon);

    /// <summary>The best bound, and the windows of the tasks in every schedule that is shorter than the known one; no windows where due times count first or the project is large.</summary>
    private static (long Bound, TimeWindows? Windows) Bound(SchedulingProblem problem, CriticalPath path, ScheduleCost known)
    {
        long bound = LowerBounds.Best(problem, path).Makespan;
        if (problem.HasDueTimes || problem.TaskCount > BoundImprovement.MaxTasks || bound >= known.Makespan || !EnergeticReasoning.Fits(problem, known.Makespan))
            return (bound, null);
        var conflicts = new TaskConflicts(problem);
        bound = Math.Max(bound, NodePackingBound.Of(problem, path, conflicts));
        var destructive = new DestructiveBound(problem, path, conflicts);
        bound = destructive.Improve(bound, known.Makespan);
        return bound >= known.Makespan || destructive.Refutes(known.Makespan - 1) ? (known.Makespan, null) : (bound, destructive.Windows);
    }

    /// <summary>Solves until it is done or cancelled.</summary>
    internal static CpSolverStatus Solve(CpSolver solver, CpModel model, CancellationToken cancellationToken)
    {
        using var finished = new CancellationTokenSource();
        using CancellationTokenRegistration registration = cancellationToken.Register(() => _ = StopAsync(solver, finished.Token));
        try
        {
            return solver.Solve(model);
        }
        finally
        {
            finished.Cancel();
        }
    }

    /// <summary>Stops the search; again and again, because a stop that comes before the search has begun is lost.</summary>
    private static async Task StopAsync(CpSolver solver, CancellationToken finished)
    {
        while (!finished.IsCancellationRequested)
        {
            solver.StopSearch();
            await Task.Delay(20, finished).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static long ScaleOf(SchedulingProblem problem)
    {
        long capacity = Math.Max(1, problem.Capacities.DefaultIfEmpty(1).Max());
        long most = Math.Min(MaxHorizon, MaxEnergy / capacity);
        // The objective weighs the sum of all lateness by the horizon.
        if (problem.HasDueTimes)
            most = Math.Min(most, (long)Math.Sqrt((double)MaxEnergy / problem.TaskCount));
        return problem.Horizon / most + 1;
    }

    /// <summary>The problem in coarser units, times rounded so that a schedule of it is one of the true problem; and the hint decoded in it.</summary>
    private static (SchedulingProblem Scaled, long[] Hint, ScheduleCost Cost) Coarsen(SchedulingProblem problem, long[] starts, long scale)
    {
        var ties = new List<Precedence>();
        for (int task = 0; task < problem.TaskCount; task++)
        {
            ReadOnlySpan<int> predecessors = problem.Predecessors.Of(task);
            ReadOnlySpan<long> lags = problem.Predecessors.LagsOf(task);
            for (int i = 0; i < predecessors.Length; i++)
                ties.Add(new Precedence(predecessors[i], task, Up(lags[i])));
        }

        SchedulingProblem scaled = SchedulingProblemBuilder.Build(
            [.. problem.Durations.Select(Up)],
            [.. ties],
            problem.Capacities,
            problem.Demands,
            [.. problem.Releases.Select(Up)],
            [.. problem.DueTimes.Select(due => due == long.MaxValue ? due : due / scale)],
            problem.UnitTicks * scale);
        var list = new int[problem.TaskCount];
        new TaskListSorter(problem).Sort(starts, list);
        var hint = new long[problem.TaskCount];
        long makespan = ScheduleDecoder.For(scaled).Decode(list, hint);
        return (scaled, hint, ScheduleCost.Of(scaled, hint, makespan));

        long Up(long time) => time / scale + (time % scale == 0 ? 0 : 1);
    }
}
