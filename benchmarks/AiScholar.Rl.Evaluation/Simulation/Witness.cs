namespace AiScholar.Rl.Evaluation.Simulation;

/// <summary>What the policy held of the actions at the last decision.</summary>
internal sealed class Witness
{
    public double[] Seen { get; set; } = [];

    /// <summary>1 when the action is the policy's most probable one; a tie counts as its share.</summary>
    public double Matches(int hostIndex)
    {
        double most = Seen.Max();
        int tied = Seen.Count(probability => probability >= most - 1e-12);
        return Seen[hostIndex] >= most - 1e-12 ? 1.0 / tied : 0;
    }
}
