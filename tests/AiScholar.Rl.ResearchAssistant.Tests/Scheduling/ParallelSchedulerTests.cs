using CsCheck;

namespace AiScholar.Rl.ResearchAssistant.Tests;

[Trait("Category", "Unit")]
public sealed class ParallelSchedulerTests
{
    [Fact]
    public void Build_RandomProblems_EqualsGoingThroughTimeUnitByUnit() =>
        RandomProblems.Of(1, 12).Sample(problem =>
        {
            long[] keys = [.. Enumerable.Range(0, problem.TaskCount).Select(task => (task * 7L) % 5)];
            var starts = new long[problem.TaskCount];

            long makespan = new ParallelScheduler(problem).Build(keys, starts);

            Assert.Equal(Naive(problem, keys), starts);
            Assert.Equal(NaiveSchedules.Makespan(problem, starts), makespan);
            Assert.True(NaiveSchedules.IsFeasible(problem, starts));
        }, iter: 1500, seed: "0N0XIzNsQ0O2");

    [Fact]
    public void Build_WithABias_IsFeasibleAndRepeatsWithItsSeed() =>
        RandomProblems.Of(1, 14).Sample(problem =>
        {
            var keys = new long[problem.TaskCount];
            var first = new long[problem.TaskCount];
            var second = new long[problem.TaskCount];
            var random = new SearchRandom(5);
            var again = new SearchRandom(5);

            new ParallelScheduler(problem).Build(keys, first, 3, ref random);
            new ParallelScheduler(problem).Build(keys, second, 3, ref again);

            Assert.Equal(first, second);
            Assert.True(NaiveSchedules.IsFeasible(problem, first));
        }, iter: 500, seed: "0N0XIzNsQ0O2");

    private static long[] Naive(SchedulingProblem problem, long[] keys)
    {
        var starts = new long[problem.TaskCount];
        var placed = new List<int>();
        for (long time = 0; placed.Count < problem.TaskCount; time++)
        {
            while (Next(time) is { } task)
            {
                starts[task] = time;
                placed.Add(task);
            }
        }

        return starts;

        int? Next(long time) => Enumerable.Range(0, problem.TaskCount)
            .Where(task => !placed.Contains(task) && problem.Releases[task] <= time && IsReady(task, time) && Fits(task, time))
            .OrderBy(task => keys[task]).ThenBy(task => task).Select(task => (int?)task).FirstOrDefault();

        bool IsReady(int task, long time) => Enumerable.Range(0, problem.Predecessors.Of(task).Length).All(i =>
        {
            int before = problem.Predecessors.Of(task)[i];
            return placed.Contains(before) && starts[before] + problem.Durations[before] + problem.Predecessors.LagsOf(task)[i] <= time;
        });

        bool Fits(int task, long time) => problem.Durations[task] == 0 || Enumerable.Range(0, problem.ResourceCount).All(resource =>
            placed.Where(other => starts[other] <= time && time < starts[other] + problem.Durations[other]).Sum(other => problem.DemandsOf(other)[resource])
            + problem.DemandsOf(task)[resource] <= problem.Capacities[resource]);
    }
}
