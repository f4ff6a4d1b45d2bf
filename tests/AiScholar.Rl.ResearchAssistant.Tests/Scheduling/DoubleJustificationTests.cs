using CsCheck;

namespace AiScholar.Rl.ResearchAssistant.Tests;

[Trait("Category", "Unit")]
public sealed class DoubleJustificationTests
{
    [Fact]
    public void Apply_RandomSchedules_StaysFeasibleAndIsNeverLonger() =>
        RandomProblems.Of(1, 14).Sample(problem =>
        {
            ScheduleDecoder decoder = ScheduleDecoder.For(problem);
            var starts = new long[problem.TaskCount];
            long before = decoder.Decode(problem.TopologicalOrder, starts);
            var list = new int[problem.TaskCount];

            long after = new DoubleJustification(problem, decoder).Apply(starts, before, list);

            Assert.True(after <= before, $"{after} > {before}");
            Assert.True(NaiveSchedules.IsFeasible(problem, starts));
            Assert.Equal(after, NaiveSchedules.Makespan(problem, NaiveSchedules.Dispatch(problem, list)));
        }, iter: 2000, seed: "0N0XIzNsQ0O2");

    [Fact]
    public void Apply_ScheduleWithASlackTask_ClosesTheGap()
    {
        // a (3) before b (4); c (2) before d (6); one machine that b and c share. Dispatched a, b, c, d: c waits for b, so d ends at 15.
        SchedulingProblem problem = SchedulingProblemBuilder.Build(
            [3, 4, 2, 6], [new Precedence(0, 1, 0), new Precedence(2, 3, 0)], [1], [0, 1, 1, 0]);
        ScheduleDecoder decoder = ScheduleDecoder.For(problem);
        var starts = new long[4];
        var list = new int[4];
        long makespan = decoder.Decode([0, 1, 2, 3], starts);

        long justified = new DoubleJustification(problem, decoder).Apply(starts, makespan, list);

        Assert.True(justified <= makespan);
        Assert.Equal(8, justified);
    }
}
