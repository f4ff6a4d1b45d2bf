using CsCheck;

namespace AiScholar.Rl.ResearchAssistant.Tests;

[Trait("Category", "Unit")]
public sealed class DispatchSimulatorTests
{
    [Fact]
    public void Run_PlannedDurationsWithoutALimit_IsTheParallelScheduleOfTheRanks() =>
        RandomProblems.Of(1, 12).Sample(problem =>
        {
            var simulator = new DispatchSimulator(problem);
            int[] list = problem.TopologicalOrder;
            var keys = new long[problem.TaskCount];
            for (int place = 0; place < list.Length; place++)
                keys[list[place]] = place;
            var expected = new long[problem.TaskCount];
            long makespan = new ParallelScheduler(problem).Build(keys, expected);

            double simulated = simulator.Run(new DispatchRule(list, DispatchRule.Unlimited), Planned(problem));

            Assert.Equal(makespan, simulated);
            Assert.Equal(expected.Select(start => (double)start), simulator.Starts);
        }, iter: 1500, seed: "0N0XIzNsQ0O2");

    [Fact]
    public void Run_LookAheadOfNone_StartsTasksInTheOrderOfTheList() =>
        RandomProblems.Of(1, 12).Sample(problem =>
        {
            var simulator = new DispatchSimulator(problem);
            simulator.Run(new DispatchRule(problem.TopologicalOrder, 0), Planned(problem));

            Assert.True(NaiveSchedules.IsFeasible(problem, [.. simulator.Starts.Select(start => (long)start)]));
            double[] ordered = [.. problem.TopologicalOrder.Select(task => simulator.Starts[task])];
            Assert.Equal(ordered.Order(), ordered);
        }, iter: 1000, seed: "0N0XIzNsQ0O2");

    [Fact]
    public void Run_AnyLookAhead_IsFeasibleAndItsChainReachesTheStart() =>
        Gen.Select(RandomProblems.Of(1, 12), Gen.Int[0, 6]).Sample(pair =>
        {
            (SchedulingProblem problem, int lookAhead) = pair;
            var simulator = new DispatchSimulator(problem);
            double makespan = simulator.Run(new DispatchRule(problem.TopologicalOrder, lookAhead), Planned(problem));

            Assert.True(NaiveSchedules.IsFeasible(problem, [.. simulator.Starts.Select(start => (long)start)]));
            Assert.Equal(makespan, simulator.Starts[simulator.Last] + problem.Durations[simulator.Last]);
            int links = 0;
            for (int task = simulator.Last; task >= 0; task = simulator.Blockers[task])
                Assert.True(++links <= problem.TaskCount);
        }, iter: 1000, seed: "0N0XIzNsQ0O2");

    [Fact]
    public void Run_VaryingDurations_IsTheNaiveDispatch() =>
        Gen.Select(RandomProblems.Of(1, 12), Gen.Int[0, 12], Gen.Double[0.1, 4].Array[12]).Sample(triple =>
        {
            (SchedulingProblem problem, int lookAhead, double[] factors) = triple;
            double[] durations = [.. problem.Durations.Zip(factors, (duration, factor) => duration * factor)];
            long limit = lookAhead == 12 ? DispatchRule.Unlimited : lookAhead;
            var simulator = new DispatchSimulator(problem);

            simulator.Run(new DispatchRule(problem.TopologicalOrder, (int)limit), durations);

            double[] expected = NaiveDispatch.Run(problem, problem.TopologicalOrder, limit, durations);
            Assert.All(expected.Zip(simulator.Starts), both => Assert.Equal(both.First, both.Second, 1e-9));
        }, iter: 3000, seed: "0N0XIzNsQ0O2");

    private static double[] Planned(SchedulingProblem problem) => [.. problem.Durations.Select(duration => (double)duration)];
}
