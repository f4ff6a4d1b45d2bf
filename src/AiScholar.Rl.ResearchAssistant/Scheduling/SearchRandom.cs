using System.Numerics;

namespace AiScholar.Rl.ResearchAssistant;

/// <summary>A small, fast, seeded generator whose sequence never changes with the runtime: xoroshiro128++ (Blackman and Vigna 2019), seeded by SplitMix64.</summary>
internal struct SearchRandom
{
    private ulong _s0;
    private ulong _s1;

    public SearchRandom(long seed)
    {
        ulong state = (ulong)seed;
        _s0 = SplitMix(ref state);
        _s1 = SplitMix(ref state);
    }

    /// <summary>64 random bits.</summary>
    public ulong Next()
    {
        ulong s0 = _s0, s1 = _s1;
        ulong result = BitOperations.RotateLeft(s0 + s1, 17) + s0;
        s1 ^= s0;
        _s0 = BitOperations.RotateLeft(s0, 49) ^ s1 ^ (s1 << 21);
        _s1 = BitOperations.RotateLeft(s1, 28);
        return result;
    }

    /// <summary>A number from 0 to <paramref name="bound"/> - 1.</summary>
    public int Next(int bound) => (int)(((Next() >> 32) * (ulong)bound) >> 32);

    /// <summary>A number from 0 to below 1.</summary>
    public double NextDouble() => (Next() >> 11) * (1.0 / (1UL << 53));

    private static ulong SplitMix(ref ulong state)
    {
        ulong z = state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
