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
