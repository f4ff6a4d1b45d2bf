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
        long lowerBound = LowerBounds.Best(scaled, path).Makespan;
        bool isProof = scale == 1 && !problem.HasDueTimes;
        if (!problem.HasDueTimes && hintCost.Makespan <= lowerBound)
            return new CpSatResult { Status = nameof(CpSolverStatus.Optimal), Starts = hint, LowerBound = isProof ? lowerBound : 0, IsProven = isProof, Scale = scale };
        var model = new CpSatModel(scaled, path, lowerBound, hint, hintCost);
        using var solver = new CpSolver { StringParameters = settings.ToString() };
        CpSolverStatus status = Solve(solver, model.Model, cancellationToken);
        bool hasSchedule = status is CpSolverStatus.Optimal or CpSolverStatus.Feasible;
        // Rounded times prove nothing about the true ones.
        bool boundsMakespan = isProof && status is not (CpSolverStatus.Infeasible or CpSolverStatus.ModelInvalid);
        long bound = boundsMakespan && double.IsFinite(solver.BestObjectiveBound) ? (long)Math.Ceiling(solver.BestObjectiveBound - 1e-6) : 0;
        return new CpSatResult
        {
            Status = status.ToString(),
            Starts = hasSchedule ? model.StartsOf(solver) : null,
            LowerBound = Math.Min(bound, hintCost.Makespan),
            IsProven = scale == 1 && status == CpSolverStatus.Optimal,
            Scale = scale,
        };
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
