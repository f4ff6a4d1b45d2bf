namespace AiScholar.Rl.ResearchAssistant;

/// <summary>Markings are equal when every place has as many tokens.</summary>
internal sealed class MarkingComparer : IEqualityComparer<byte[]>
{
    public static MarkingComparer Instance { get; } = new();

    /// <inheritdoc/>
    public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

    /// <inheritdoc/>
    public int GetHashCode(byte[] obj)
    {
        uint hash = 2166136261;
        foreach (byte tokens in obj)
            hash = (hash ^ tokens) * 16777619;
        return (int)(hash ^ (hash >> 15));
    }
}
