using CsCheck;

namespace AiScholar.Rl.ResearchAssistant.Tests;

[Trait("Category", "Unit")]
public sealed class SearchStateTests
{
    [Fact]
    public void OfferMirrored_ReleaseTimes_KeepsAScheduleThatWaitsForThem() =>
        RandomProblems.Of(1, 12).Sample(problem =>
        {
            var state = new SearchState(problem, new SearchBudget(null, null, TimeProvider.System, default), 0, null);
            var starts = new long[problem.TaskCount];
            long makespan = ScheduleDecoder.For(problem.Mirror).Decode(problem.Mirror.TopologicalOrder, starts);

            long length = state.OfferMirrored(starts, makespan);

            Assert.True(NaiveSchedules.IsFeasible(problem, state.Best));
            Assert.Equal(new ScheduleCost(0, length), state.BestCost);
            Assert.True(NaiveSchedules.Makespan(problem, state.Best) <= length);
        }, iter: 1000, seed: "0N0XIzNsQ0O2");

    [Fact]
    public void Fraction_ScheduleBudget_GrowsWithWhatIsSpent()
    {
        SchedulingProblem problem = SchedulingProblemBuilder.Build([1], [], [1], [1]);
        var state = new SearchState(problem, new SearchBudget(10, null, TimeProvider.System, default), 0, null);

        Assert.Equal(0, state.Fraction);
        state.Offer([0], 1);
        Assert.Equal(0.1, state.Fraction, 12);
    }
}
