namespace AiScholar.Rl.Testing;

/// <summary>Knows the mean rewards and takes the best actions, best slot first; ties go to the first.</summary>
internal sealed class OracleRun : LearnerRun
{
    public override ValueTask<LearnerChoice> ChooseAsync(EnvironmentStep step, CancellationToken cancellationToken)
    {
        int[] ranking = [.. Enumerable.Range(0, step.Actions.Count).OrderByDescending(index => step.ExpectedRewards[index])];
        int[] slots = [.. Enumerable.Range(0, step.PositionWeights.Count).OrderByDescending(slot => step.PositionWeights[slot])];
        int[] chosen = new int[slots.Length];
        for (int i = 0; i < slots.Length; i++)
            chosen[slots[i]] = ranking[i];
        double[] propensities = new double[step.Actions.Count];
        propensities[chosen[0]] = 1;
        return ValueTask.FromResult(new LearnerChoice("", chosen, propensities));
    }

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
