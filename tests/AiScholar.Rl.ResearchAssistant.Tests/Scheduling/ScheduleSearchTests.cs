using CsCheck;

namespace AiScholar.Rl.ResearchAssistant.Tests;

[Trait("Category", "Unit")]
public sealed class ScheduleSearchTests
{
    [Fact]
    public void Run_SmallRandomProblems_FindsWhatTryingEveryOrderFinds() =>
        RandomProblems.Of(1, 6).Sample(problem =>
        {
            ScheduleSearchResult found = Search(problem, 600);

            Assert.True(NaiveSchedules.IsFeasible(problem, found.Starts));
            Assert.Equal(NaiveSchedules.Makespan(problem, found.Starts), found.Cost.Makespan);
            long optimum = NaiveSchedules.Optimum(problem);
            Assert.Equal(optimum, found.Cost.Makespan);
            Assert.True(found.Bound.Makespan <= optimum, $"bound {found.Bound.Makespan}, optimum {optimum}");
        }, iter: 300, seed: "0N0XIzNsQ0O2");

    [Fact]
    public void Run_DueTimes_FindsTheLeastLatenessOfEveryOrder() =>
        RandomProblems.Of(1, 5, withDueTimes: true).Sample(problem =>
        {
            ScheduleSearchResult found = Search(problem, 600);

            Assert.True(NaiveSchedules.IsFeasible(problem, found.Starts));
            Assert.Equal(ScheduleCost.Of(problem, found.Starts, NaiveSchedules.Makespan(problem, found.Starts)), found.Cost);
            Assert.Equal(LeastCost(problem), found.Cost);
        }, iter: 200, seed: "0N0XIzNsQ0O2");

    [Fact]
    public void Run_SameSeedAndBudget_GivesTheSameSchedule() =>
        RandomProblems.Of(20, 30).Sample(problem =>
        {
            ScheduleSearchResult first = Search(problem, 400, seed: 3);
            ScheduleSearchResult second = Search(problem, 400, seed: 3);

            Assert.Equal(first.Starts, second.Starts);
            Assert.Equal(first.Schedules, second.Schedules);
        }, iter: 30, seed: "0N0XIzNsQ0O2");

    [Fact]
    public void Run_Budget_IsNotExceededByMoreThanOneJustification()
    {
        ScheduleSearchResult found = Search(HardProblem(), 100);

        Assert.InRange(found.Schedules, 100, 100 + DoubleJustification.Schedules);
        Assert.InRange(found.BestAfter, 1, found.Schedules);
    }

    [Fact]
    public void Run_BudgetOfOneSchedule_GivesTheFirstList()
    {
        SchedulingProblem problem = SchedulingProblemBuilder.Build([1, 2, 3], [], [1], [1, 1, 1], releases: [0, 1, 0]);

        ScheduleSearchResult found = new ScheduleSearch(problem, Budget(1), 0).Run([2, 1, 0]);

        Assert.Equal([5, 3, 0], found.Starts);
        Assert.Equal(1, found.Schedules);
    }

    [Fact]
    public void Run_MoreSchedules_IsNeverWorseOnAHardProblem() =>
        Assert.True(Search(HardProblem(), 5000).Cost <= Search(HardProblem(), 12).Cost);

    [Fact]
    public void Run_Cancelled_KeepsTheBestSoFar()
    {
        using var cancellation = new CancellationTokenSource();
        SchedulingProblem problem = HardProblem();
        var search = new ScheduleSearch(
            problem,
            new SearchBudget(null, null, TimeProvider.System, cancellation.Token),
            0,
            (_, _, _) => cancellation.Cancel());

        ScheduleSearchResult found = search.Run(problem.TopologicalOrder);

        Assert.True(NaiveSchedules.IsFeasible(problem, found.Starts));
        Assert.InRange(found.Schedules, 1, 3);
    }

    [Fact]
    public void Run_Patience_EndsTheSearchWithoutABudget()
    {
        SchedulingProblem problem = HardProblem();
        var search = new ScheduleSearch(problem, new SearchBudget(null, null, TimeProvider.System, default), 0) { Patience = 2 };

        ScheduleSearchResult found = search.Run(problem.TopologicalOrder);

        Assert.True(found.IsOptimal || found.Schedules >= Math.Max(20_000, 2 * found.BestAfter));
    }

    [Fact]
    public void Run_LongEnoughForNeighbourhoods_KeepsFeasibleAndRepeats()
    {
        SchedulingProblem problem = HardProblem();

        ScheduleSearchResult first = Search(problem, 30_000, seed: 4);
        ScheduleSearchResult second = Search(problem, 30_000, seed: 4);

        Assert.True(NaiveSchedules.IsFeasible(problem, first.Starts));
        Assert.Equal(NaiveSchedules.Makespan(problem, first.Starts), first.Cost.Makespan);
        Assert.Equal(first.Starts, second.Starts);
        Assert.InRange(first.Schedules, 1, 30_000 + DoubleJustification.Schedules);
    }

    [Fact]
    public void Run_Neighbourhoods_NeverWorsenTheBest() =>
        RandomProblems.Of(8, 14).Sample(problem =>
        {
            var state = new SearchState(problem, new SearchBudget(300, null, TimeProvider.System, default), 0, null);
            var forward = new SearchSide(state, problem, isMirrored: false);
            var first = new Individual(problem.TaskCount);
            forward.Decode(problem.TopologicalOrder, first);

            new NeighbourhoodSearch(state, forward, new SearchSide(state, problem.Mirror, isMirrored: true)).Run();

            Assert.True(NaiveSchedules.IsFeasible(problem, state.Best));
            Assert.Equal(NaiveSchedules.Makespan(problem, state.Best), state.BestCost.Makespan);
            Assert.True(state.BestCost.Makespan <= first.Length);
        }, iter: 100, seed: "0N0XIzNsQ0O2");

    /// <summary>Forty tasks on two scarce resources: no bound closes it at once.</summary>
    private static SchedulingProblem HardProblem()
    {
        var random = new SearchRandom(5);
        long[] durations = new long[40];
        int[] demands = new int[80];
        var ties = new List<Precedence>();
        for (int task = 0; task < 40; task++)
        {
            durations[task] = 1 + random.Next(10);
            demands[2 * task] = random.Next(7);
            demands[2 * task + 1] = random.Next(7);
            if (task > 3)
                ties.Add(new Precedence(random.Next(task), task, 0));
        }

        return SchedulingProblemBuilder.Build(durations, [.. ties], [10, 10], demands);
    }

    private static ScheduleCost LeastCost(SchedulingProblem problem)
    {
        var best = new ScheduleCost(long.MaxValue, long.MaxValue);
        Extend([]);
        return best;

        void Extend(List<int> order)
        {
            if (order.Count == problem.TaskCount)
            {
                long[] starts = NaiveSchedules.Dispatch(problem, order);
                var cost = ScheduleCost.Of(problem, starts, NaiveSchedules.Makespan(problem, starts));
                best = cost < best ? cost : best;
                return;
            }

            foreach (int task in Enumerable.Range(0, problem.TaskCount).Except(order))
            {
                if (problem.Predecessors.Of(task).ToArray().All(order.Contains))
                    Extend([.. order, task]);
            }
        }
    }

    private static SearchBudget Budget(long schedules) => new(schedules, null, TimeProvider.System, default);

    private static ScheduleSearchResult Search(SchedulingProblem problem, long schedules, int seed = 0) =>
        new ScheduleSearch(problem, Budget(schedules), seed).Run(problem.TopologicalOrder);
}
