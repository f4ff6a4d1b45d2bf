using System.Globalization;

namespace AiScholar.Rl.ResearchAssistant.OrTools;

/// <summary>The exact optimizer: the managed search first, then CP-SAT from its best schedule on, to improve it and to prove it best.</summary>
/// <remarks>
/// It minimizes the sum by which tasks miss their deadlines, then the makespan. Without a time budget one seeded CP-SAT worker runs to a count of work, so that a
/// run repeats exactly; with one, CP-SAT's workers and a longer managed search race each other and it does not.
/// </remarks>
internal sealed class CpSatWorkflowOptimizer(ExtensionContext context, TimeProvider clock) : IWorkflowOptimizer
{
    /// <summary>The name it is registered under.</summary>
    public const string Name = "cp-sat";

    /// <summary>The part of a time budget that the first managed search may use, as long as it keeps finding better schedules.</summary>
    private const double FirstShare = 0.1;

    private const double Patience = 3;

    /// <summary>The part of a time budget for the managed search of a rich workflow.</summary>
    private const double RichFirstShare = 0.4;

    /// <summary>Up to so many tasks the genetic search has found what there is to find, so that a second proof runs beside CP-SAT in its place.</summary>
    private const int MaxTasksDecided = 50;

    /// <inheritdoc/>
    public async ValueTask<OptimizedWorkflow> OptimizeAsync(ResearchWorkflow workflow, OptimizationRequest? request = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(workflow);
        OptimizationBudget.Check(request);
        request ??= new OptimizationRequest();
        // Policies for durations that vary are no model of this solver's.
        if (RobustOptimization.Takes(workflow, request))
            return await new ManagedWorkflowOptimizer(context, clock).OptimizeAsync(workflow, request, cancellationToken).ConfigureAwait(false);
        return await Task.Run(() => RunAsync(workflow, request, cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    private async Task<OptimizedWorkflow> RunAsync(ResearchWorkflow workflow, OptimizationRequest request, CancellationToken cancellationToken)
    {
        long started = clock.GetTimestamp();
        if (RichFeatures.Uses(workflow, request))
            return RunRich(workflow, request, started, cancellationToken);
        CompiledWorkflow compiled = WorkflowCompiler.Compile(workflow, WorkflowLimits.From(context));
        BaselineSchedule baseline = BaselineSchedule.Of(compiled);
        cancellationToken.ThrowIfCancellationRequested();
        TimeSpan time = OptimizationBudget.Time(request, context);
        var budget = new SearchBudget(
            OptimizationBudget.Schedules(request, context), request.TimeBudget is null ? time : time * FirstShare, clock, cancellationToken);
        ScheduleSearchResult found = ManagedSearch.Run(compiled, baseline.List, budget, request, request.TimeBudget is null ? null : Patience);
        var outcome = new OptimizationOutcome
        {
            Compiled = compiled,
            Baseline = baseline,
            Starts = found.Starts,
            Cost = found.Cost,
            LowerBound = found.Bound.Makespan,
            BoundSource = ManagedSearch.BoundSource(compiled, found.Bound),
            IsProvenOptimal = found.IsOptimal,
            Method = ManagedSearch.Describe(found, request.Seed),
            Schedules = found.Schedules,
            Issues = ManagedSearch.Issues(found, budget, request, context),
        };
        TimeSpan left = time - clock.GetElapsedTime(started);
        if (!found.IsOptimal && !cancellationToken.IsCancellationRequested && left > TimeSpan.Zero)
            outcome = await PolishAsync(outcome, found, request, left, cancellationToken).ConfigureAwait(false);
        return OptimizedWorkflowWriter.Write(outcome, context.Name, clock.GetElapsedTime(started));
    }

    private async Task<OptimizationOutcome> PolishAsync(
        OptimizationOutcome outcome, ScheduleSearchResult found, OptimizationRequest request, TimeSpan left, CancellationToken cancellationToken)
    {
        SchedulingProblem problem = outcome.Compiled.Problem;
        // CP-SAT is better at proving than at finding good schedules of large problems, so there the managed search goes on beside it.
        bool isAlone = request.TimeBudget is null;
        bool isDecided = !isAlone && problem.TaskCount <= MaxTasksDecided && CpSatSearch.CanDecide(problem);
        CpSatSettings settings = CpSatSettings.Of(request, context, left, isAlone).ForScheduling();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task<CpSatResult>? decided = isDecided
            ? Task.Run(() => Decide(problem, found, settings with { Workers = 1, Time = left }, stop), CancellationToken.None)
            : null;
        Task<ScheduleSearchResult>? managed = isAlone || isDecided
            ? null
            : Task.Run(() => SearchOn(outcome.Compiled, found, request, new SearchBudget(null, left, clock, stop.Token), stop), CancellationToken.None);
        CpSatResult polished;
        try
        {
            polished = CpSatSearch.Run(problem, found, settings, stop.Token);
            if (polished.IsProven)
                await stop.CancelAsync().ConfigureAwait(false);
        }
        catch
        {
            await stop.CancelAsync().ConfigureAwait(false);
            throw;
        }

        if (decided is not null)
            polished = Better(problem, polished, await decided.ConfigureAwait(false));
        string finder = "found none better";
        if (managed is not null && await managed.ConfigureAwait(false) is var longer && longer.Cost < outcome.Cost)
        {
            outcome = outcome with { Starts = longer.Starts, Cost = longer.Cost, Schedules = outcome.Schedules + longer.Schedules };
            finder = string.Create(CultureInfo.InvariantCulture, $"found none better, while {longer.Schedules:N0} more schedules of the genetic search did");
        }

        if (polished.Starts is not null && TrueSchedule(problem, polished.Starts) is var (starts, cost) && cost < outcome.Cost)
        {
            outcome = outcome with { Starts = starts, Cost = cost };
            finder = "improved it";
        }

        bool isProven = polished.IsProven || (outcome.Cost.Lateness == 0 && outcome.Cost.Makespan <= Math.Max(outcome.LowerBound, polished.LowerBound));
        if (polished.IsProven)
            finder = outcome.Cost < found.Cost ? "improved it and proved the result best" : "proved it best";
        if (polished.LowerBound > outcome.LowerBound)
            outcome = outcome with { LowerBound = Math.Min(polished.LowerBound, outcome.Cost.Makespan), BoundSource = "the proof of CP-SAT" };
        return outcome with
        {
            IsProvenOptimal = isProven,
            Method = $"{outcome.Method} CP-SAT went on from there with {settings.Workers} {(settings.Workers == 1 ? "worker" : "workers")} and {finder}.",
            Issues = cancellationToken.IsCancellationRequested && !isProven ? [Cancelled()] : outcome.Issues,
        };
    }

    private CpSatResult Decide(SchedulingProblem problem, ScheduleSearchResult found, CpSatSettings settings, CancellationTokenSource stop)
    {
        CpSatResult decided = CpSatSearch.Decide(problem, found, settings, clock, stop.Token);
        if (decided.IsProven)
            stop.Cancel();
        return decided;
    }

    /// <summary>What is proven, else the shorter schedule; the better bound of the two.</summary>
    private static CpSatResult Better(SchedulingProblem problem, CpSatResult first, CpSatResult second)
    {
        bool isSecond = second.IsProven || (!first.IsProven && Length(second) < Length(first));
        return (isSecond ? second : first) with { LowerBound = Math.Max(first.LowerBound, second.LowerBound) };

        long Length(CpSatResult result) => result.Starts?.Zip(problem.Durations, (start, duration) => start + duration).Max() ?? long.MaxValue;
    }

    private static ScheduleSearchResult SearchOn(
        CompiledWorkflow compiled, ScheduleSearchResult found, OptimizationRequest request, SearchBudget budget, CancellationTokenSource stop)
    {
        var list = new int[compiled.Problem.TaskCount];
        new TaskListSorter(compiled.Problem).Sort(found.Starts, list);
        ScheduleSearchResult longer = ManagedSearch.Run(compiled, list, budget, request with { Seed = unchecked(request.Seed + 1) });
        if (longer.IsOptimal)
            stop.Cancel();
        return longer;
    }

    /// <summary>The order that CP-SAT found, in the problem's own units and every task as early as it goes.</summary>
    private static (long[] Starts, ScheduleCost Cost) TrueSchedule(SchedulingProblem problem, long[] found)
    {
        var list = new int[problem.TaskCount];
        new TaskListSorter(problem).Sort(found, list);
        var starts = new long[problem.TaskCount];
        long makespan = ScheduleDecoder.For(problem).Decode(list, starts);
        return (starts, ScheduleCost.Of(problem, starts, makespan));
    }

    private OptimizedWorkflow RunRich(ResearchWorkflow workflow, OptimizationRequest request, long started, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        TimeSpan time = OptimizationBudget.Time(request, context);
        var budget = new SearchBudget(
            OptimizationBudget.Schedules(request, context), request.TimeBudget is null ? time : time * RichFirstShare, clock, cancellationToken);
        RichOutcome outcome = RichOptimization.Run(workflow, request, context, budget, throwIfNotFound: false);
        TimeSpan left = time - clock.GetElapsedTime(started);
        bool mayGoOn = !outcome.IsProvenOptimal && outcome.Problem.TaskCount > 0 && !cancellationToken.IsCancellationRequested && left > TimeSpan.Zero;
        bool isInfeasible = false;
        if (mayGoOn)
        {
            var search = new RichCpSatSearch(outcome, CpSatSettings.Of(request, context, left, isAlone: true), request.Progress, clock, cancellationToken);
            outcome = search.Run(request.Seed);
            isInfeasible = search.IsInfeasible;
        }

        if (outcome.Cost[0] > 0)
            throw ConflictFinder.NotFound(outcome.Problem, outcome.Schedule, budget.Spent, isInfeasible);
        return RichWriter.Write(RichRobustness.With(outcome, request, context, cancellationToken), context.Name, clock.GetElapsedTime(started));
    }

    private ResultIssue Cancelled() => new()
    {
        Code = AdvancedRlErrorCode.ExtensionTimedOut,
        Severity = IssueSeverity.Information,
        Message = "The search was cancelled; this is the best schedule found so far.",
        Source = context.Name,
    };
}
