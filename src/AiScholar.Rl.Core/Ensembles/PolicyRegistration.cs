using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace AiScholar.Rl.Core;

/// <summary>How a policy with options of its own is registered.</summary>
internal static class PolicyRegistration
{
    public static IPersonalizationBuilder Use<TPolicy, TOptions, TValidator>(
        IPersonalizationBuilder builder, string name, Func<TOptions, TPolicy> create, Action<TOptions>? configure)
        where TPolicy : class, IDecisionPolicy
        where TOptions : class
        where TValidator : class, IValidateOptions<TOptions>
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.UsePolicy<TPolicy>(name, registration => registration.Factory = (services, context) =>
            create(services.GetRequiredService<IOptionsMonitor<TOptions>>().Get(context.Descriptor.OptionsName)));
        string optionsName = $"Personalization:{builder.LoopName}:Policies:{name}";
        OptionsBuilder<TOptions> options = builder.AddSectionOptions<TOptions>($"{optionsName}:Parameters", optionsName);
        if (configure is not null)
            options.Configure(configure);
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<TOptions>, TValidator>());
        return builder;
    }
}
