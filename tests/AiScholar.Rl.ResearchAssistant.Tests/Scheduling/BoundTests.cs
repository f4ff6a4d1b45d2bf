using CsCheck;

namespace AiScholar.Rl.ResearchAssistant.Tests;

/// <summary>Each bound against every order of the tasks of small projects.</summary>
[Trait("Category", "Unit")]
public sealed class BoundTests
{
    [Fact]
    public void Of_SmallRandomProblems_IsNeverAboveTheOptimum() =>
        RandomProblems.Of(1, 6).Sample(problem =>
        {
            long optimum = NaiveSchedules.Optimum(problem);
            var path = new CriticalPath(problem);
            var conflicts = new TaskConflicts(problem);

            Assert.InRange(CriticalSequenceBound.Of(problem, path), path.Length, optimum);
            Assert.InRange(NodePackingBound.Of(problem, path, conflicts), 0, optimum);
            Assert.InRange(new DestructiveBound(problem, path, conflicts).Improve(path.Length, optimum + 4), path.Length, optimum);
            Assert.InRange(new BoundImprovement(problem, path).Of(LowerBounds.Best(problem, path), optimum + 1).Makespan, path.Length, optimum);
        }, iter: 400, seed: "0N0XIzNsQ0O2");

    [Fact]
    public void Refutes_SmallRandomProblems_KeepsTheBestScheduleWithinTheWindows() =>
        RandomProblems.Of(1, 6).Sample(problem =>
        {
            long optimum = NaiveSchedules.Optimum(problem);
            ScheduleSearchResult best = new ScheduleSearch(problem, new SearchBudget(600, null, TimeProvider.System, default), 0).Run(problem.TopologicalOrder);
            var bound = new DestructiveBound(problem, new CriticalPath(problem), new TaskConflicts(problem));

            Assert.False(bound.Refutes(optimum));
            if (best.Cost.Makespan != optimum)
                return;
            for (int task = 0; task < problem.TaskCount; task++)
            {
                Assert.True(bound.Windows.Starts[task] <= best.Starts[task]);
                Assert.True(bound.Windows.Ends[task] >= best.Starts[task] + problem.Durations[task]);
            }
        }, iter: 200, seed: "0N0XIzNsQ0O2");

    [Fact]
    public void Of_RedundantCapacities_HoldWhateverFitsTheResource() =>
        RandomProblems.Of(3, 7, maxResources: 1).Sample(problem =>
        {
            foreach (SharedCapacity shared in SharedCapacity.Of(problem, new TaskConflicts(problem)).Where(shared => shared.IsRedundant && shared.Capacity > 1))
            {
                for (int set = 0; set < 1 << shared.Tasks.Length; set++)
                {
                    int[] members = [.. Enumerable.Range(0, shared.Tasks.Length).Where(i => (set >> i & 1) != 0)];
                    if (members.Sum(i => problem.DemandsOf(shared.Tasks[i])[0]) <= problem.Capacities[0])
                        Assert.True(members.Sum(i => shared.Demands[i]) <= shared.Capacity);
                }
            }
        }, iter: 300, seed: "0N0XIzNsQ0O2");

    [Fact]
    public void CriticalSequence_TaskThatClashesWithThePath_AddsWhatDoesNotFitBeside()
    {
        // a(4) -> b(4); c(5) clashes with a and fits beside b for 4 of its 5.
        SchedulingProblem problem = SchedulingProblemBuilder.Build([4, 4, 5], [new Precedence(0, 1, 0)], [3], [2, 1, 2]);

        Assert.Equal(9, CriticalSequenceBound.Of(problem, new CriticalPath(problem)));
    }

    [Fact]
    public void NodePacking_TasksApartByDifferentResources_AddsTheirLengths()
    {
        // Each two of the three share one of three instruments; no resource has all of them.
        SchedulingProblem problem = SchedulingProblemBuilder.Build([3, 4, 5], [], [1, 1, 1], [1, 0, 1, 1, 1, 0, 0, 1, 1]);

        Assert.Equal(12, NodePackingBound.Of(problem, new CriticalPath(problem), new TaskConflicts(problem)));
    }

    [Fact]
    public void Improve_TasksOfMoreThanHalf_RunOneAfterTheOther()
    {
        // Five times 2 with 3 of 5: the work alone would fit into 6.
        SchedulingProblem problem = Halves();

        Assert.Equal(10, new DestructiveBound(problem, new CriticalPath(problem), new TaskConflicts(problem)).Improve(6, 20));
    }

    [Fact]
    public void Improve_ProjectTooLongToCount_KeepsTheBoundItWasGiven()
    {
        SchedulingProblem problem = SchedulingProblemBuilder.Build([1L << 50, 1L << 50], [], [1000], [600, 600]);

        Assert.Equal(7, new DestructiveBound(problem, new CriticalPath(problem), new TaskConflicts(problem)).Improve(7, 1L << 51));
    }

    [Fact]
    public void Run_BoundOnlyRefutationFinds_EndsTheSearchAsProven()
    {
        ScheduleSearchResult found = new ScheduleSearch(Halves(), new SearchBudget(100_000, null, TimeProvider.System, default), 0).Run([0, 1, 2, 3, 4]);

        Assert.True(found.IsOptimal);
        Assert.Equal(10, found.Bound.Makespan);
        Assert.InRange(found.Schedules, 1, 10_000);
    }

    private static SchedulingProblem Halves() => SchedulingProblemBuilder.Build([2, 2, 2, 2, 2], [], [5], [3, 3, 3, 3, 3]);
}
