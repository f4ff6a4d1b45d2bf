using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace AiScholar.Rl;

/// <summary>The way in.</summary>
public static class AdvancedRlServiceCollectionExtensions
{
    /// <summary>Adds the SDK, configured in code.</summary>
    public static IServiceCollection AddAdvancedRl(this IServiceCollection services, Action<IAdvancedRlBuilder>? configure = null) =>
        Add(services, null, configure);

    /// <summary>Adds the SDK, configured by a section (usually <c>AdvancedRl</c>) and then in code; code wins.</summary>
    public static IServiceCollection AddAdvancedRl(this IServiceCollection services, IConfiguration configuration, Action<IAdvancedRlBuilder>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return Add(services, configuration, configure);
    }

    private static IServiceCollection Add(IServiceCollection services, IConfiguration? configuration, Action<IAdvancedRlBuilder>? configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddLogging();
        services.TryAddSingleton(TimeProvider.System);
        OptionsBuilder<AdvancedRlOptions> options = services.AddOptionsWithValidateOnStart<AdvancedRlOptions>();
        if (configuration is not null)
            options.Bind(configuration);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<AdvancedRlOptions>, AdvancedRlOptionsValidator>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<ExtensionOptions>, ExtensionOptionsValidator>());
        services.TryAddSingleton(provider => new ElementContentRegistry(provider.GetServices<ElementContentDescriptor>()));
        configure?.Invoke(new AdvancedRlBuilder(services, configuration));
        return services;
    }
}
