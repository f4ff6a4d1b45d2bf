namespace AiScholar.Rl.Core;

/// <summary>Random numbers that are a function of a seed and of counters alone: saved state needs no generator, and threads share none.</summary>
/// <remarks>Source: the finalizer of SplitMix64; Steele, Lea, Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014.</remarks>
internal static class CounterRandom
{
    /// <summary>Uniform in [0, 1).</summary>
    public static double Uniform(long seed, long first, long second, long third = 0)
    {
        ulong bits = Mix(Mix(Mix(Mix((ulong)seed) ^ (ulong)first) ^ (ulong)second) ^ (ulong)third);
        return (bits >> 11) * (1.0 / (1UL << 53));
    }

    /// <summary>Poisson with mean 1, by inversion; at most 12.</summary>
    public static int PoissonOne(double uniform)
    {
        double probability = Math.Exp(-1);
        int value = 0;
        for (; uniform >= probability && value < 12; value++)
        {
            uniform -= probability;
            probability /= value + 1;
        }

        return value;
    }

    private static ulong Mix(ulong value)
    {
        value += 0x9E3779B97F4A7C15;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
