using AiScholar.Rl.Core;

namespace AiScholar.Rl;

/// <summary>The policy of online trees.</summary>
public static class TreesBuilderExtensions
{
    /// <summary>The name of <see cref="UseTrees"/>'s policy.</summary>
    public const string TreesName = "trees";

    /// <summary>
    /// Makes the loop decide by an online forest, which needs no linearity. Settings are bound from <c>Personalization:{loop}:Policies:trees:Parameters</c>; code wins. The
    /// last call of a <c>Use…</c> wins.
    /// </summary>
    public static IPersonalizationBuilder UseTrees(this IPersonalizationBuilder builder, Action<TreesOptions>? configure = null) =>
        PolicyRegistration.Use<TreesPolicy, TreesOptions, TreesOptionsValidator>(builder, TreesName, options => new TreesPolicy(options), configure);
}
