namespace AiScholar.Rl.Testing;

/// <summary>Another world of the same kind: every action earns what the action some places further earned.</summary>
internal static class RewardShift
{
    public static EnvironmentStep Apply(EnvironmentStep step, int places) =>
        places % step.Actions.Count == 0 ? step : step with { ExpectedRewards = Rotate(step.ExpectedRewards, places), Rewards = Rotate(step.Rewards, places) };

    public static double[] Rotate(IReadOnlyList<double> values, int places) =>
        [.. Enumerable.Range(0, values.Count).Select(index => values[(index + places) % values.Count])];
}
