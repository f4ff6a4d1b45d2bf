using AiScholar.Rl.Core;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace AiScholar.Rl;

/// <summary>Registers what every feature builds on.</summary>
public static class CoreBuilderExtensions
{
    /// <summary>Adds the extension runtime; every feature's <c>AddDefaults</c> calls it. Idempotent.</summary>
    public static IAdvancedRlBuilder AddExtensionRuntime(this IAdvancedRlBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.TryAddSingleton<ExtensionRuntime>();
        builder.Services.TryAddSingleton(typeof(ExtensionCatalog<>));
        return builder;
    }
}
