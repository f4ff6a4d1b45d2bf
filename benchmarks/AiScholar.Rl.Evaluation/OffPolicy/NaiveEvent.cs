namespace AiScholar.Rl.Evaluation.OffPolicy;

/// <summary>An event as the textbook writes it: a context of one category, propensities, a choice, a reward, the target's distribution, the groups of the actions.</summary>
internal sealed record NaiveEvent(int Context, double[] Logged, int Chosen, double Reward, double[] Target, int[] Groups)
{
    public double Weight => Target[Chosen] / Logged[Chosen];
}
