namespace AiScholar.Rl.Testing;

/// <summary>Seeds of parts from the seed of the whole: parts never share a sequence.</summary>
internal static class Seeds
{
    /// <summary>Mixes by SplitMix64's finalizer (Steele, Lea, Flood 2014).</summary>
    public static int Derive(int seed, int part)
    {
        ulong z = ((ulong)(uint)seed << 32 | (uint)part) + 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return (int)((z ^ (z >> 31)) >> 33);
    }
}
