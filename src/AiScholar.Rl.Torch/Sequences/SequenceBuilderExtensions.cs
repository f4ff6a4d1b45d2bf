using AiScholar.Rl.Torch;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace AiScholar.Rl;

/// <summary>Registers sequence networks as behaviour predictors.</summary>
public static class SequenceBuilderExtensions
{
    /// <summary>
    /// Adds the predictor <c>sasrec</c> to the loop, and <see cref="ISequenceModel"/> to train, save and load it as the keyed service <c>{loop}/sasrec</c>; adds the neural
    /// core when it is not there. It answers once it is trained or loaded. Harmless to repeat.
    /// </summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">The network's options, after configuration.</param>
    /// <param name="configureExtension">Its priority and common options.</param>
    /// <param name="domain">The domain that it serves; null for all.</param>
    public static IPersonalizationBuilder UseSasRec(
        this IPersonalizationBuilder builder, Action<SequenceModelOptions>? configure = null, Action<ExtensionRegistration>? configureExtension = null, string? domain = null) =>
        AddSequencePredictor(builder, SasRecNetwork.Kind, configure, configureExtension, domain);

    /// <summary>As <see cref="UseSasRec"/>, with the recurrent network GRU4Rec under the name <c>gru4rec</c>.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">The network's options, after configuration.</param>
    /// <param name="configureExtension">Its priority and common options.</param>
    /// <param name="domain">The domain that it serves; null for all.</param>
    public static IPersonalizationBuilder UseGru4Rec(
        this IPersonalizationBuilder builder, Action<SequenceModelOptions>? configure = null, Action<ExtensionRegistration>? configureExtension = null, string? domain = null) =>
        AddSequencePredictor(builder, GruNetwork.Kind, configure, configureExtension, domain);

    private static IPersonalizationBuilder AddSequencePredictor(
        IPersonalizationBuilder builder, string kind, Action<SequenceModelOptions>? configure, Action<ExtensionRegistration>? configureExtension, string? domain)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.AddTorch();
        var section = $"Personalization:{builder.LoopName}:Predictors:{kind}";
        var options = builder.AddSectionOptions<SequenceModelOptions>(section, section);
        if (configure is not null)
            options.Configure(configure);
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<SequenceModelOptions>, SequenceModelOptionsValidator>());
        builder.Services.TryAddSingleton(TimeProvider.System);
        var key = $"{builder.LoopName}/{kind}";
        builder.Services.TryAddKeyedSingleton<ISequenceModel>(key, static (services, name) => (ISequenceModel)services.GetRequiredKeyedService<IBehaviorPredictor>(name));
        void Register(ExtensionRegistration registration)
        {
            registration.Factory = (services, context) => new SequencePredictor(
                kind, services.GetRequiredService<ITorchRuntime>(), context, services.GetRequiredService<IOptionsMonitor<SequenceModelOptions>>().Get(section),
                services.GetRequiredService<IOptions<TorchOptions>>(), services.GetRequiredService<TimeProvider>());
            configureExtension?.Invoke(registration);
        }

        return domain is null
            ? builder.AddPredictor<SequencePredictor>(kind, Register)
            : builder.AddPredictorForDomain<SequencePredictor>(domain, kind, Register);
    }
}
