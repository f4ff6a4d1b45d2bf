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
    /// Registers the loop's built-ins: the default portfolio as its policy, the adaptation algorithm <c>decision</c>, the predictor <c>markov</c>, the
    /// experience log and the profiles in memory. Every other loop gets them too, those added later included, where it has none of its own.
    /// Idempotent; a host's own registrations win.
    /// </summary>
    public static IPersonalizationBuilder AddDefaults(this IPersonalizationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        IServiceCollection services = builder.Services;
        builder.AddExtensionRuntime();
        builder.AddInMemoryExperience();
        builder.AddSectionOptions<InMemoryUserProfileOptions>("Profiles");
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<InMemoryUserProfileOptions>, InMemoryUserProfileOptionsValidator>());
        services.TryAddSingleton<IUserProfileStore, InMemoryUserProfileStore>();
        services.TryAddSingleton<PersonalizationServices>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHealthProbe, PersonalizationHealthProbe>());
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

    /// <summary>
    /// Sets a candidate policy that sees every decision and learns from the same rewards but decides nothing; <see cref="IPersonalizer.GetStatistics"/>
    /// tells how it would have done. Its settings are bound from <c>Personalization:{loop}-shadow:Policies</c>. The last call wins.
    /// </summary>
    /// <param name="builder">The loop.</param>
    /// <param name="configure">Sets the policy, by any <c>Use…</c>.</param>
    public static IPersonalizationBuilder UseShadow(this IPersonalizationBuilder builder, Action<IPersonalizationBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        configure(new ShadowBuilder(builder));
        return builder;
    }

    /// <summary>Changes how the loop encodes features, in code, after configuration (<c>Personalization:{loop}:Features</c>).</summary>
    public static IPersonalizationBuilder ConfigureFeatures(this IPersonalizationBuilder builder, Action<FeatureEncoderOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        AddFeatureOptions(builder).Configure(configure);
        return builder;
    }

    internal static string OptionsName(string loopName) => $"Personalization:{loopName}";

    private static void AddLoopDefaults(IPersonalizationBuilder builder)
    {
        string name = OptionsName(builder.LoopName);
        builder.AddSectionOptions<PersonalizationOptions>(name, name);
        AddFeatureOptions(builder);
        builder.AddDefaultPolicy();
        if (builder.LoopName.EndsWith(DecisionAdaptationAlgorithm.LoopSuffix, StringComparison.Ordinal))
            return;
        builder.UseAdaptation<DecisionAdaptationAlgorithm>(DecisionAdaptationAlgorithm.Name, BuiltIn);
        builder.AddPredictor<MarkovBehaviorPredictor>("markov", BuiltIn);
        builder.AddPersonalization(builder.LoopName + DecisionAdaptationAlgorithm.LoopSuffix, static _ => { });
    }

    private static OptionsBuilder<FeatureEncoderOptions> AddFeatureOptions(IPersonalizationBuilder builder)
    {
        string name = OptionsName(builder.LoopName);
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<FeatureEncoderOptions>, FeatureEncoderOptionsValidator>());
        return builder.AddSectionOptions<FeatureEncoderOptions>($"{name}:Features", name);
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
        return new Personalizer(loopName, policy, services.Policies.GetAll(loopName + ShadowBuilder.Suffix).FirstOrDefault(), services);
    }
}
