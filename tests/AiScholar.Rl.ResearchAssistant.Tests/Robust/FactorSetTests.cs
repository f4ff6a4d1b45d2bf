namespace AiScholar.Rl.ResearchAssistant.Tests;

[Trait("Category", "Unit")]
public sealed class FactorSetTests
{
    [Fact]
    public void Of_NothingShared_IsNull() => Assert.Null(FactorSet.Of([Task("a", null), Task("b", new SharedDurationFactors())], 10, 1));

    [Fact]
    public void Item_ExecutionFactor_IsTheSameForAllTasksAndHasItsSpread()
    {
        var shared = new SharedDurationFactors { ExecutionDeviation = 0.5 };
        FactorSet set = FactorSet.Of([Task("a", shared), Task("b", shared)], 2000, 3)!;

        double[] logs = [.. Enumerable.Range(0, 2000).Select(future => Math.Log(set[0, future]))];

        Assert.All(Enumerable.Range(0, 2000), future => Assert.Equal(set[0, future], set[1, future]));
        Assert.Equal(0, logs.Average(), 0.01);
        Assert.Equal(0.5, Math.Sqrt(logs.Average(log => log * log)), 0.02);
    }

    [Fact]
    public void Item_TypeFactor_IsSharedWithinATypeOnly()
    {
        var shared = new SharedDurationFactors { TaskTypeDeviation = 0.5 };
        FactorSet set = FactorSet.Of([Task("a", shared, "map"), Task("b", shared, "map"), Task("c", shared, "sort"), Task("d", shared, null), Task("e", shared, null)], 2000, 3)!;

        Assert.All(Enumerable.Range(0, 2000), future => Assert.Equal(set[0, future], set[1, future]));
        foreach ((int one, int other) in (ReadOnlySpan<(int, int)>)[(0, 2), (0, 3), (3, 4)])
            Assert.InRange(Enumerable.Range(0, 2000).Average(future => Math.Log(set[one, future]) * Math.Log(set[other, future])) / 0.25, -0.1, 0.1);
    }

    [Theory]
    [InlineData(3, 1.638)]
    [InlineData(5, 1.476)]
    [InlineData(20, 1.325)]
    public void Item_DegreesOfFreedom_HasTheQuantileOfStudentsT(double freedom, double quantile)
    {
        FactorSet set = FactorSet.Of([Task("a", new SharedDurationFactors { ExecutionDeviation = 0.5, DegreesOfFreedom = freedom })], 20_000, 5)!;

        double[] logs = [.. Enumerable.Range(0, 20_000).Select(future => Math.Log(set[0, future])).Order()];

        Assert.Equal(0.5 * quantile, logs[18_000], 0.03);
    }

    [Theory]
    [InlineData(-0.1, 0.0, null)]
    [InlineData(0.0, double.NaN, null)]
    [InlineData(0.1, 0.1, 0.5)]
    [InlineData(0.1, 0.1, double.PositiveInfinity)]
    public void FindFault_BadNumbers_AreTold(double execution, double type, double? freedom) =>
        Assert.NotNull(new SharedDurationFactors { ExecutionDeviation = execution, TaskTypeDeviation = type, DegreesOfFreedom = freedom }.FindFault());

    private static WorkflowTask Task(string id, SharedDurationFactors? shared, string? type = "map") => new() { Id = id, TaskType = type, Duration = TimeSpan.FromHours(1), SharedFactors = shared };
}
