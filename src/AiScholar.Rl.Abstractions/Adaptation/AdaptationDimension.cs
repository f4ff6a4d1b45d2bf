namespace AiScholar.Rl;

/// <summary>Something a loop may adapt, and the values it may take.</summary>
public sealed class AdaptationDimension
{
    /// <summary>The values to choose from, at least two; the first is what a host without adaptation would show.</summary>
    public IList<string> Values { get; } = [];
}
