namespace AiScholar.Rl.ResearchAssistant.Tests;

[Trait("Category", "Unit")]
public sealed class CriticalChainTests
{
    [Fact]
    public void Of_ResourceWaitBetweenTwoPaths_LinksThemThroughTheResource()
    {
        // a(3) -> b(4), c(2) -> d(6); b and c share one instrument, dispatched a, b, c, d.
        SchedulingProblem problem = SchedulingProblemBuilder.Build(
            [3, 4, 2, 6], [new Precedence(0, 1, 0), new Precedence(2, 3, 0)], [1], [0, 1, 1, 0], releases: [0, 0, 4, 0]);
        long[] starts = NaiveSchedules.Dispatch(problem, [0, 1, 2, 3]);

        IReadOnlyList<ChainLink> chain = CriticalChain.Of(problem, starts);

        Assert.Equal([new ChainLink(0, -1, -1), new ChainLink(1, 0, -1), new ChainLink(2, 1, 0), new ChainLink(3, 2, -1)], chain);
    }

    [Fact]
    public void Of_NoTasks_IsEmpty() =>
        Assert.Empty(CriticalChain.Of(SchedulingProblemBuilder.Build([], [], [], []), []));

    [Fact]
    public void FindCycle_TiesInARing_NamesTheRingInOrder()
    {
        Precedence[] ties = [new(0, 1, 0), new(1, 2, 0), new(2, 3, 0), new(3, 1, 0), new(3, 4, 0)];

        IReadOnlyList<int> cycle = TopologicalSort.FindCycle(
            PrecedenceRows.Build(5, ties, bySuccessor: true), PrecedenceRows.Build(5, ties, bySuccessor: false), 5);

        int first = cycle.ToList().IndexOf(1);
        Assert.Equal([1, 2, 3], cycle.Skip(first).Concat(cycle.Take(first)));
    }
}
