namespace AiScholar.Rl.Core;

/// <summary>A split that a leaf considers: a feature, a threshold, and the rewards on either side since it is considered.</summary>
internal struct TreeTest
{
    public int Feature { get; set; }

    public float Threshold { get; set; }

    public RunningMean Below;

    public RunningMean Above;

    public readonly bool IsBelow(ReadOnlySpan<float> context) => (Feature < context.Length ? context[Feature] : 0) <= Threshold;

    public void Add(ReadOnlySpan<float> context, double reward)
    {
        if (IsBelow(context))
            Below.Add(reward);
        else
            Above.Add(reward);
    }

    /// <summary>The squared t statistic of the difference of the two means; 0 while a side has too few.</summary>
    public readonly double Significance(int leastOnASide)
    {
        if (Below.Count < leastOnASide || Above.Count < leastOnASide)
            return 0;
        double n = Below.Count + Above.Count;
        double difference = Below.Mean - Above.Mean;
        double between = difference * difference * Below.Count * Above.Count / n;
        double within = (Below.Squares + Above.Squares) / Math.Max(1, n - 2);
        return between <= 0 ? 0 : between / Math.Max(within, 1e-12 * between);
    }
}
