namespace AiScholar.Rl.Personalization;

/// <summary>Numbers in [0, 1) from a counter (SplitMix64, Steele, Lea, Flood 2014): no lock, and the same seed gives the same sequence.</summary>
internal sealed class DecisionSampler(ulong seed)
{
    private const ulong Gamma = 0x9E3779B97F4A7C15;
    private long _count;

    public double NextDouble()
    {
        ulong z = seed + (Gamma * (ulong)Interlocked.Increment(ref _count));
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return ((z ^ (z >> 31)) >> 11) * (1.0 / (1UL << 53));
    }

    /// <summary>Draws an index with the given probabilities; never one of probability 0.</summary>
    public int Draw(ReadOnlySpan<double> probabilities)
    {
        double left = NextDouble();
        int last = -1;
        for (int i = 0; i < probabilities.Length; i++)
        {
            if (probabilities[i] <= 0)
                continue;
            last = i;
            left -= probabilities[i];
            if (left < 0)
                return i;
        }

        return last;
    }
}
