namespace AiScholar.Rl.ResearchAssistant.Tests;

[Trait("Category", "Unit")]
public sealed class CriticalPathTests
{
    // a(2) -> b(4) -lag 1-> d(3); a -> c(1) -> d; e(2), released at 9.
    private static SchedulingProblem Example => SchedulingProblemBuilder.Build(
        [2, 4, 1, 3, 2],
        [new Precedence(0, 1, 0), new Precedence(1, 3, 1), new Precedence(0, 2, 0), new Precedence(2, 3, 0)],
        [2],
        [1, 2, 1, 2, 1],
        releases: [0, 0, 0, 0, 9]);

    [Fact]
    public void Heads_LagsAndReleases_AreTheEarliestStarts()
    {
        var path = new CriticalPath(Example);

        Assert.Equal([0, 2, 2, 7, 9], path.Heads);
        Assert.Equal([8, 4, 3, 0, 0], path.Tails);
        Assert.Equal(11, path.Length);
        Assert.Equal(7, path.LatestFinish(1));
    }

    [Fact]
    public void Best_ResourceThatCarriesMoreThanThePath_BoundsByItsWork()
    {
        // Three tasks of 4 that each need the one instrument, between a preparation of 1 and a report of 2.
        SchedulingProblem problem = SchedulingProblemBuilder.Build(
            [1, 4, 4, 4, 2],
            [new Precedence(0, 1, 0), new Precedence(0, 2, 0), new Precedence(0, 3, 0), new Precedence(1, 4, 0), new Precedence(2, 4, 0), new Precedence(3, 4, 0)],
            [3, 1],
            [1, 0, 0, 1, 0, 1, 0, 1, 1, 0]);

        LowerBound bound = LowerBounds.Best(problem, new CriticalPath(problem));

        Assert.Equal(new LowerBound(15, 1), bound);
    }

    [Theory]
    [InlineData(nameof(PriorityRule.LatestFinishTime), new long[] { 3, 7, 8, 11, 11 })]
    [InlineData(nameof(PriorityRule.LatestStartTime), new long[] { 1, 3, 7, 8, 9 })]
    [InlineData(nameof(PriorityRule.MostTotalSuccessors), new long[] { -3, -1, -1, 0, 0 })]
    [InlineData(nameof(PriorityRule.GreatestRankPositionalWeight), new long[] { -7, -7, -4, -3, -2 })]
    [InlineData(nameof(PriorityRule.ShortestProcessingTime), new long[] { 2, 4, 1, 3, 2 })]
    [InlineData(nameof(PriorityRule.GivenOrder), new long[] { 0, 1, 2, 3, 4 })]
    public void Of_EachRule_GivesItsKeys(string rule, long[] expected) =>
        Assert.Equal(expected, PriorityKeys.Of(Enum.Parse<PriorityRule>(rule), Example, new CriticalPath(Example)));

    [Fact]
    public void LatestFinish_DueTimeSoonerThanThePath_CountsForAllBefore()
    {
        SchedulingProblem problem = SchedulingProblemBuilder.Build([2, 2, 9], [new Precedence(0, 1, 1)], [], [], dueTimes: [long.MaxValue, 6, long.MaxValue]);

        Assert.Equal([3, 6, 9], PriorityKeys.Of(PriorityRule.LatestFinishTime, problem, new CriticalPath(problem)));
    }
}
