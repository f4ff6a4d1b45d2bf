using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace AiScholar.Rl;

/// <summary>The way in.</summary>
public static class AdvancedRlServiceCollectionExtensions
{
    /// <summary>Adds the SDK, configured in code. Call it as often as you like; sections given by other calls hold here too.</summary>
    public static IServiceCollection AddAdvancedRl(this IServiceCollection services, Action<IAdvancedRlBuilder>? configure = null) =>
        Add(services, null, configure);

    /// <summary>Adds the SDK, configured by a section (usually <c>AdvancedRl</c>) and then in code; code wins. Several sections are applied in order of the calls.</summary>
    public static IServiceCollection AddAdvancedRl(this IServiceCollection services, IConfiguration configuration, Action<IAdvancedRlBuilder>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return Add(services, configuration, configure);
    }

    private static IServiceCollection Add(IServiceCollection services, IConfiguration? configuration, Action<IAdvancedRlBuilder>? configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        SdkSection[] sections = [.. services.Select(service => service.IsKeyedService ? null : service.ImplementationInstance).OfType<SdkSection>()];
        if (configuration is not null && !sections.Any(section => section.IsSame(configuration)))
            services.AddSingleton(new SdkSection(configuration));
        services.AddLogging();
        services.TryAddSingleton(TimeProvider.System);
        var builder = new AdvancedRlBuilder(services, configuration ?? sections.LastOrDefault()?.Configuration);
        builder.AddSectionOptions<AdvancedRlOptions>("");
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<AdvancedRlOptions>, AdvancedRlOptionsValidator>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<ExtensionOptions>, ExtensionOptionsValidator>());
        services.AddOptionsWithValidateOnStart<RegistrationChecks>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<RegistrationChecks>, RegistrationChecksValidator>());
        services.TryAddSingleton(provider => new ElementContentRegistry(provider.GetServices<ElementContentDescriptor>()));
        configure?.Invoke(builder);
        return services;
    }
}
