using AiScholar.Rl.Core;

namespace AiScholar.Rl;

/// <summary>The policy of nearest neighbours.</summary>
public static class NeighborsBuilderExtensions
{
    /// <summary>The name of <see cref="UseNeighbors"/>'s policy.</summary>
    public const string NeighborsName = "neighbors";

    /// <summary>
    /// Makes the loop decide by its nearest neighbours in memory. Settings are bound from <c>Personalization:{loop}:Policies:neighbors:Parameters</c>; code wins. The last
    /// call of a <c>Use…</c> wins.
    /// </summary>
    public static IPersonalizationBuilder UseNeighbors(this IPersonalizationBuilder builder, Action<NeighborsOptions>? configure = null) =>
        PolicyRegistration.Use<NeighborsPolicy, NeighborsOptions, NeighborsOptionsValidator>(builder, NeighborsName, options => new NeighborsPolicy(options), configure);
}
