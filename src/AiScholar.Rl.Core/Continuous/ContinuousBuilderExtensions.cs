using AiScholar.Rl.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace AiScholar.Rl;

/// <summary>Policies whose action is a number.</summary>
public static class ContinuousBuilderExtensions
{
    /// <summary>
    /// Adds a continuous policy, to be injected as a keyed <see cref="IContinuousPolicy"/> of that name. Its settings are bound from <c>ContinuousPolicies:{name}</c>; code wins.
    /// Adding the same name again is harmless.
    /// </summary>
    /// <param name="builder">The builder.</param>
    /// <param name="name">Its name, without colons.</param>
    /// <param name="configure">Its settings.</param>
    public static IAdvancedRlBuilder AddContinuousPolicy(this IAdvancedRlBuilder builder, string name, Action<CatsOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        if (name.Contains(':', StringComparison.Ordinal))
            throw new ArgumentException($"'{name}' cannot name a policy: ':' parts the sections of configuration.", nameof(name));
        string optionsName = $"ContinuousPolicies:{name}";
        OptionsBuilder<CatsOptions> options = builder.AddSectionOptions<CatsOptions>(optionsName, optionsName);
        if (configure is not null)
            options.Configure(configure);
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<CatsOptions>, CatsOptionsValidator>());
        builder.Services.TryAddKeyedSingleton<IContinuousPolicy>(name, (services, _) =>
            new CatsPolicy(services.GetRequiredService<IOptionsMonitor<CatsOptions>>().Get(optionsName)));
        return builder;
    }
}
