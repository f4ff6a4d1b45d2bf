namespace AiScholar.Rl.ResearchAssistant;

/// <summary>Ways through a process are equal when their activities are.</summary>
internal sealed class VariantComparer : IEqualityComparer<string[]>
{
    public static VariantComparer Instance { get; } = new();

    /// <inheritdoc/>
    public bool Equals(string[]? x, string[]? y) => x.AsSpan().SequenceEqual(y);

    /// <inheritdoc/>
    public int GetHashCode(string[] obj)
    {
        var hash = new HashCode();
        foreach (string name in obj)
            hash.Add(name, StringComparer.Ordinal);
        return hash.ToHashCode();
    }
}
