using AiScholar.Rl.Core;
using AiScholar.Rl.Personalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace AiScholar.Rl;

/// <summary>The built-ins of personalization.</summary>
public static class PersonalizationBuilderDefaultsExtensions
{
    private const string DefaultsName = "AiScholar.Rl.Personalization";
    private const int BuiltInPriority = -100;

    /// <summary>
    /// Registers the loop's built-ins: LinUCB as its policy, the adaptation algorithm <c>decision</c>, the predictor <c>markov</c>, the
    /// experience log and the profiles in memory. Every other loop gets them too, those added later included, where it has none of its own.
    /// Idempotent; a host's own registrations win.
    /// </summary>
    public static IPersonalizationBuilder AddDefaults(this IPersonalizationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        IServiceCollection services = builder.Services;
        builder.AddExtensionRuntime();
        builder.AddInMemoryExperience();
        services.TryAddSingleton<IUserProfileStore, InMemoryUserProfileStore>();
        services.TryAddSingleton<PersonalizationServices>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<PersonalizationOptions>, PersonalizationOptionsValidator>());
        services.TryAddKeyedSingleton<IPersonalizer>(KeyedService.AnyKey, static (provider, key) => Create(provider, key as string ?? ""));
        services.TryAddSingleton(static provider => provider.GetRequiredKeyedService<IPersonalizer>(PersonalizationLoop.DefaultName));
        if (!services.Any(service => !service.IsKeyedService && service.ImplementationInstance is PersonalizationLoopDefaults { Name: DefaultsName }))
        {
            services.AddSingleton(new PersonalizationLoopDefaults(DefaultsName, AddLoopDefaults));
            foreach (PersonalizationLoop loop in services.Select(service => service.IsKeyedService ? null : service.ImplementationInstance).OfType<PersonalizationLoop>().ToArray())
                builder.AddPersonalization(loop.Name, static _ => { });
        }

        AddLoopDefaults(builder);
        return builder;
    }

    /// <summary>Changes the loop's options in code, after configuration.</summary>
    public static IPersonalizationBuilder Configure(this IPersonalizationBuilder builder, Action<PersonalizationOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        string name = OptionsName(builder.LoopName);
        builder.AddSectionOptions<PersonalizationOptions>(name, name).Configure(configure);
        return builder;
    }

    internal static string OptionsName(string loopName) => $"Personalization:{loopName}";

    private static void AddLoopDefaults(IPersonalizationBuilder builder)
    {
        string name = OptionsName(builder.LoopName);
        builder.AddSectionOptions<PersonalizationOptions>(name, name);
        builder.AddDefaultPolicy();
        if (builder.LoopName.EndsWith(DecisionAdaptationAlgorithm.LoopSuffix, StringComparison.Ordinal))
            return;
        builder.UseAdaptation<DecisionAdaptationAlgorithm>(DecisionAdaptationAlgorithm.Name, BuiltIn);
        builder.AddPredictor<MarkovBehaviorPredictor>("markov", BuiltIn);
        builder.AddPersonalization(builder.LoopName + DecisionAdaptationAlgorithm.LoopSuffix, static _ => { });
    }

    private static void BuiltIn(ExtensionRegistration registration) => (registration.IsDefault, registration.Priority) = (true, BuiltInPriority);

    private static Personalizer Create(IServiceProvider provider, string loopName)
    {
        string[] loops = [.. provider.GetServices<PersonalizationLoop>().Select(loop => loop.Name)];
        if (!loops.Contains(loopName))
            throw new AdvancedRlException(AdvancedRlErrorCode.NotRegistered, $"No loop is named '{loopName}': call AddPersonalization(\"{loopName}\", …). There are: {string.Join(", ", loops)}.");
        var services = provider.GetRequiredService<PersonalizationServices>();
        ExtensionHandle<IDecisionPolicy> policy = services.Policies.GetAll(loopName).FirstOrDefault()
            ?? throw new AdvancedRlException(AdvancedRlErrorCode.NotRegistered, $"Loop '{loopName}' has no enabled policy: call AddDefaults() or UsePolicy<T>() in AddPersonalization(\"{loopName}\", …).");
        return new Personalizer(loopName, policy, services);
    }
}
