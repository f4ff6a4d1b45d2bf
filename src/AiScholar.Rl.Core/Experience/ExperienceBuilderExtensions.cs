using AiScholar.Rl.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace AiScholar.Rl;

/// <summary>Registers where decisions and rewards are kept.</summary>
public static class ExperienceBuilderExtensions
{
    /// <summary>Keeps the experience log in memory unless a store is registered already. Idempotent.</summary>
    public static IAdvancedRlBuilder AddInMemoryExperience(this IAdvancedRlBuilder builder, Action<InMemoryExperienceOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        OptionsBuilder<InMemoryExperienceOptions> options = builder.AddSectionOptions<InMemoryExperienceOptions>("Experience");
        if (configure is not null)
            options.Configure(configure);
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<InMemoryExperienceOptions>, InMemoryExperienceOptionsValidator>());
        builder.Services.TryAddSingleton<IExperienceStore, InMemoryExperienceStore>();
        return builder;
    }
}
