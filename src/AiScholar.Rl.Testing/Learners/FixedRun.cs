namespace AiScholar.Rl.Testing;

/// <summary>Baselines: a distribution that is a function of the step alone; they learn nothing.</summary>
internal sealed class FixedRun(int seed, Func<EnvironmentStep, double[]> distribution) : LearnerRun
{
    private readonly Random _random = new(seed);

    public override ValueTask<LearnerChoice> ChooseAsync(EnvironmentStep step, CancellationToken cancellationToken)
    {
        double[] propensities = distribution(step);
        (int[] chosen, _) = SlotDraws.Draw(propensities, step.PositionWeights.Count, _random);
        return ValueTask.FromResult(new LearnerChoice("", chosen, propensities));
    }

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    public static double[] Uniform(EnvironmentStep step)
    {
        double[] even = new double[step.Actions.Count];
        Array.Fill(even, 1.0 / even.Length);
        return even;
    }

    /// <summary>The action where it is offered, else evenly.</summary>
    public static double[] Always(EnvironmentStep step, string actionId)
    {
        double[] sure = [.. step.Actions.Select(action => action.Id == actionId ? 1.0 : 0.0)];
        return sure.Contains(1) ? sure : Uniform(step);
    }
}
