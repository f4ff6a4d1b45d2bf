using AiScholar.Rl.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AiScholar.Rl;

/// <summary>Policies that learn each user, and where what they learn is kept.</summary>
public static class UsersBuilderExtensions
{
    /// <summary>The name of <see cref="UsePerUser"/>'s policy.</summary>
    public const string PerUserName = "per-user";

    /// <summary>
    /// Makes the loop learn each user apart, on top of a population model: a new user starts from the population, an old one from themselves. Its settings
    /// are bound from <c>Personalization:{loop}:Policies:per-user:Parameters</c>; code wins. The last call of a <c>Use…</c> wins.
    /// </summary>
    /// <remarks>Users are kept in the registered <see cref="IUserStateStore"/>, in memory unless <see cref="UseFileUserStates"/> or the host registers another.</remarks>
    public static IPersonalizationBuilder UsePerUser(this IPersonalizationBuilder builder, Action<PerUserOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.UsePolicy<PerUserPolicy>(PerUserName, registration => registration.Factory = Create);
        string optionsName = $"Personalization:{builder.LoopName}:Policies:{PerUserName}";
        OptionsBuilder<PerUserOptions> options = builder.AddSectionOptions<PerUserOptions>($"{optionsName}:Parameters", optionsName);
        if (configure is not null)
            options.Configure(configure);
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<PerUserOptions>, PerUserOptionsValidator>());
        builder.AddInMemoryUserStates();
        return builder;
    }

    /// <summary>Keeps user states in memory unless a store is registered already. Idempotent.</summary>
    public static IAdvancedRlBuilder AddInMemoryUserStates(this IAdvancedRlBuilder builder, Action<InMemoryUserStateOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        OptionsBuilder<InMemoryUserStateOptions> options = builder.AddSectionOptions<InMemoryUserStateOptions>("UserStates:Memory");
        if (configure is not null)
            options.Configure(configure);
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<InMemoryUserStateOptions>, InMemoryUserStateOptionsValidator>());
        builder.Services.TryAddSingleton<IUserStateStore, InMemoryUserStateStore>();
        return builder;
    }

    /// <summary>Keeps user states in a folder, in place of any store registered before. Its settings are bound from <c>UserStates:File</c>; code wins.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="path">The folder, one process at a time; null to take it from configuration.</param>
    /// <param name="configure">Further settings.</param>
    public static IAdvancedRlBuilder UseFileUserStates(this IAdvancedRlBuilder builder, string? path = null, Action<FileUserStateOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        OptionsBuilder<FileUserStateOptions> options = builder.AddSectionOptions<FileUserStateOptions>("UserStates:File");
        if (path is not null)
            options.Configure(target => target.Path = path);
        if (configure is not null)
            options.Configure(configure);
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<FileUserStateOptions>, FileUserStateOptionsValidator>());
        builder.Services.Replace(ServiceDescriptor.Singleton<IUserStateStore, FileUserStateStore>());
        return builder;
    }

    private static object Create(IServiceProvider services, ExtensionContext context) => new PerUserPolicy(
        services.GetRequiredService<IOptionsMonitor<PerUserOptions>>().Get(context.Descriptor.OptionsName),
        services.GetRequiredService<IUserStateStore>(),
        context.Descriptor.ServiceKey,
        services.GetRequiredService<ILogger<PerUserPolicy>>());
}
