namespace AiScholar.Rl.ResearchAssistant.OrTools.Tests;

[Trait("Category", "Integration")]
public sealed class CpSatSearchTests
{
    private static readonly CpSatSettings Settings = new() { Time = TimeSpan.FromMinutes(10), DeterministicTime = null, Workers = 1, Seed = 1 };

    [Fact]
    public void Run_CoarsenedHorizon_ImprovesTheHintAndClaimsNoProof()
    {
        // Two machines, no two lengths with a common unit but one tick: the horizon is far beyond what CP-SAT is given.
        long hour = TimeSpan.FromHours(1).Ticks;
        SchedulingProblem problem = SchedulingProblemBuilder.Build(
            [(5 * hour) + 1, (4 * hour) + 3, (3 * hour) + 5, (3 * hour) + 7, (3 * hour) + 11], [], [2], [1, 1, 1, 1, 1]);
        var oneByOne = new long[5];
        for (int task = 1; task < 5; task++)
            oneByOne[task] = oneByOne[task - 1] + problem.Durations[task - 1];

        CpSatResult found = CpSatSearch.Run(problem, Found(problem, oneByOne), Settings, TestContext.Current.CancellationToken);

        Assert.True(found.Scale > 1);
        Assert.False(found.IsProven);
        Assert.Equal(0, found.LowerBound);
        var list = new int[5];
        new TaskListSorter(problem).Sort(found.Starts!, list);
        long makespan = ScheduleDecoder.For(problem).Decode(list, new long[5]);
        Assert.InRange(makespan, 9 * hour, (9 * hour) + 100);
    }

    [Fact(Timeout = 60_000)]
    public async Task Run_Cancelled_EndsLongBeforeItsTime()
    {
        SchedulingProblem problem = HardProblem();
        ScheduleSearchResult found = new ScheduleSearch(problem, new SearchBudget(20, null, TimeProvider.System, default), 0).Run(problem.TopologicalOrder);
        using var cancellation = new CancellationTokenSource();
        await cancellation.CancelAsync();

        CpSatResult result = await Task.Run(() => CpSatSearch.Run(problem, found, Settings, cancellation.Token), TestContext.Current.CancellationToken);

        Assert.False(result.IsProven);
        Assert.True(result.LowerBound <= found.Cost.Makespan);
    }

    [Fact]
    public void Decide_ScheduleThatIsBest_IsProvenBecauseNoneIsShorter()
    {
        // Two machines and 14 hours of work, but no split into twice 7.
        SchedulingProblem problem = SchedulingProblemBuilder.Build([3, 3, 3, 5], [], [2], [1, 1, 1, 1]);
        ScheduleSearchResult best = new ScheduleSearch(problem, new SearchBudget(5000, null, TimeProvider.System, default), 0).Run(problem.TopologicalOrder);

        CpSatResult result = CpSatSearch.Decide(problem, best, Settings, TimeProvider.System, TestContext.Current.CancellationToken);

        Assert.Null(result.Starts);
        Assert.Equal(8, best.Cost.Makespan);
        Assert.False(best.IsOptimal);
        Assert.True(result.IsProven);
        Assert.Equal(8, result.LowerBound);
    }

    [Fact]
    public void Run_HintThatIsNotBest_IsImproved()
    {
        SchedulingProblem problem = SchedulingProblemBuilder.Build([5, 4, 3, 3, 3], [], [2], [1, 1, 1, 1, 1]);

        CpSatResult result = CpSatSearch.Run(problem, Found(problem, [0, 5, 9, 12, 15]), Settings, TestContext.Current.CancellationToken);

        Assert.True(result.IsProven);
        Assert.Equal(9, NaiveMakespan(problem, result.Starts!));
        Assert.Equal(9, result.LowerBound);
    }

    [Fact]
    public void Decide_ScheduleThatIsNotBest_IsImprovedUntilNoneIsShorter()
    {
        SchedulingProblem problem = SchedulingProblemBuilder.Build([5, 4, 3, 3, 3], [], [2], [1, 1, 1, 1, 1]);

        CpSatResult result = CpSatSearch.Decide(problem, Found(problem, [0, 5, 9, 12, 15]), Settings, TimeProvider.System, TestContext.Current.CancellationToken);

        Assert.True(result.IsProven);
        Assert.Equal(9, NaiveMakespan(problem, result.Starts!));
        Assert.Equal(9, result.LowerBound);
    }

    private static long NaiveMakespan(SchedulingProblem problem, long[] starts) => starts.Zip(problem.Durations, (start, duration) => start + duration).Max();

    private static ScheduleSearchResult Found(SchedulingProblem problem, long[] starts) => new()
    {
        Starts = starts,
        Cost = ScheduleCost.Of(problem, starts, starts.Zip(problem.Durations, (start, duration) => start + duration).Max()),
        Bound = new LowerBound(0, -1),
        Schedules = 1,
        BestAfter = 1,
    };

    /// <summary>A hundred and twenty tasks on three scarce resources.</summary>
    private static SchedulingProblem HardProblem()
    {
        var random = new SearchRandom(5);
        var durations = new long[120];
        var demands = new int[360];
        var ties = new List<Precedence>();
        for (int task = 0; task < 120; task++)
        {
            durations[task] = 1 + random.Next(10);
            for (int resource = 0; resource < 3; resource++)
                demands[(3 * task) + resource] = random.Next(8);
            if (task > 3)
                ties.Add(new Precedence(random.Next(task), task, 0));
        }

        return SchedulingProblemBuilder.Build(durations, [.. ties], [12, 12, 12], demands);
    }
}
