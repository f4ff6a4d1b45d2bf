namespace AiScholar.Rl.Abstractions.Tests.Health;

[Trait("Category", "Unit")]
public sealed class HealthMetricTests
{
    [Theory]
    [InlineData(79.9, HealthState.Healthy)]
    [InlineData(80, HealthState.Degraded)]
    [InlineData(94.9, HealthState.Degraded)]
    [InlineData(95, HealthState.Unhealthy)]
    [InlineData(double.PositiveInfinity, HealthState.Unhealthy)]
    [InlineData(double.NegativeInfinity, HealthState.Healthy)]
    [InlineData(double.NaN, HealthState.Unhealthy)]
    public void State_HigherIsWorse_IsReachedAtTheThreshold(double value, HealthState state) =>
        Assert.Equal(state, new HealthMetric { Value = value, WarningThreshold = 80, CriticalThreshold = 95, Direction = ThresholdDirection.HigherIsWorse, Unit = "%" }.State);

    [Theory]
    [InlineData(1, HealthState.Healthy)]
    [InlineData(0.51, HealthState.Healthy)]
    [InlineData(0.5, HealthState.Degraded)]
    [InlineData(0.01, HealthState.Degraded)]
    [InlineData(0, HealthState.Unhealthy)]
    [InlineData(-1, HealthState.Unhealthy)]
    [InlineData(double.NaN, HealthState.Unhealthy)]
    public void State_LowerIsWorse_IsReachedAtTheThreshold(double value, HealthState state) =>
        Assert.Equal(state, new HealthMetric { Value = value, WarningThreshold = 0.5, CriticalThreshold = 0, Direction = ThresholdDirection.LowerIsWorse, Unit = "bool" }.State);

    [Fact]
    public void State_OnlyOneThreshold_KnowsItsState()
    {
        Assert.Equal(HealthState.Degraded, new HealthMetric { Value = 9, WarningThreshold = 5 }.State);
        Assert.Equal(HealthState.Unhealthy, new HealthMetric { Value = 9, CriticalThreshold = 5 }.State);
        Assert.Equal(HealthState.Healthy, new HealthMetric { Value = 9 }.State);
    }

    [Fact]
    public void State_ThresholdsEqual_IsUnhealthy() =>
        Assert.Equal(HealthState.Unhealthy, new HealthMetric { Value = 5, WarningThreshold = 5, CriticalThreshold = 5 }.State);

    [Fact]
    public void State_OfAComponent_IsItsWorstMetric() =>
        Assert.Equal(HealthState.Unhealthy, new ComponentHealth
        {
            Component = "x",
            Metrics = new Dictionary<string, HealthMetric> { ["a"] = new() { Value = 1 }, ["b"] = new() { Value = double.NaN }, ["c"] = new() { Value = 6, WarningThreshold = 5 } },
        }.State);

    [Theory]
    [InlineData(null, false, HealthState.Healthy)]
    [InlineData(null, true, HealthState.Degraded)]
    [InlineData(HealthState.Healthy, true, HealthState.Degraded)]
    [InlineData(HealthState.Unhealthy, false, HealthState.Unhealthy)]
    [InlineData(HealthState.Unhealthy, true, HealthState.Unhealthy)]
    public void State_ReportedAndIssues_IsTheWorse(HealthState? reported, bool hasIssue, HealthState state) =>
        Assert.Equal(state, new ComponentHealth { Component = "x", ReportedState = reported, Issues = hasIssue ? ["slow"] : [] }.State);

    [Fact]
    public void State_OfAReport_IsItsWorstComponent()
    {
        Assert.Equal(HealthState.Healthy, new AdvancedRlHealthReport { Components = [] }.State);
        Assert.Equal(HealthState.Degraded, new AdvancedRlHealthReport { Components = [new() { Component = "a" }, new() { Component = "b", Issues = ["slow"] }] }.State);
    }
}
