namespace AiScholar.Rl.ResearchAssistant;

/// <summary>Traces are equal when their activities are.</summary>
internal sealed class TraceComparer : IEqualityComparer<int[]>
{
    public static TraceComparer Instance { get; } = new();

    /// <inheritdoc/>
    public bool Equals(int[]? x, int[]? y) => x.AsSpan().SequenceEqual(y);

    /// <inheritdoc/>
    public int GetHashCode(int[] obj)
    {
        uint hash = 2166136261;
        foreach (int activity in obj)
            hash = (hash ^ (uint)activity) * 16777619;
        return (int)hash;
    }
}
