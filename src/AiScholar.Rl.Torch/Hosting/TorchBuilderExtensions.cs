using AiScholar.Rl.Torch;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace AiScholar.Rl;

/// <summary>Registers the neural core and what is built on it.</summary>
public static class TorchBuilderExtensions
{
    /// <summary>
    /// Adds the neural core: <see cref="ITorchRuntime"/>, its options from the section <c>Torch</c>, and a health probe. libtorch is loaded on first use, not
    /// here. Harmless to repeat.
    /// </summary>
    public static IAdvancedRlBuilder AddTorch(this IAdvancedRlBuilder builder, Action<TorchOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        AddOptions<TorchOptions, TorchOptionsValidator>(builder, "Torch", configure);
        builder.Services.TryAddSingleton<ITorchRuntime, TorchRuntime>();
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IHealthProbe, TorchHealthProbe>());
        return builder;
    }

    /// <summary>
    /// Adds the gated fusion integrator under the name <c>gated-fusion</c>, and <see cref="IFusionModel"/> to train, save and load it; adds the neural core when it is not
    /// there. Its priority of 0 puts it before the built-in integrator. Harmless to repeat.
    /// </summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">The network's options, after configuration.</param>
    /// <param name="configureExtension">Its priority and common options.</param>
    public static IMultiModalBuilder UseGatedFusion(this IMultiModalBuilder builder, Action<GatedFusionOptions>? configure = null, Action<ExtensionRegistration>? configureExtension = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.AddTorch();
        AddOptions<GatedFusionOptions, GatedFusionOptionsValidator>(builder, $"MultiModal:Integrators:{GatedFusionIntegrator.Name}", configure);
        builder.Services.TryAddSingleton<GatedFusionModel>();
        builder.Services.TryAddSingleton<IFusionModel>(services => services.GetRequiredService<GatedFusionModel>());
        return builder.AddIntegrator<GatedFusionIntegrator>(GatedFusionIntegrator.Name, configureExtension);
    }

    /// <summary>
    /// Adds <see cref="IElementFusionModel"/>, which fuses elements' paragraphs, words, pictures and layout with the integrator of the options, and under the name <c>element-fusion</c> an
    /// integrator that fuses whole documents with it; adds the neural core when it is not there. Its priority of 0 puts it before the built-in integrator. Harmless to repeat.
    /// </summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">The network's options, after configuration.</param>
    /// <param name="configureExtension">Its priority and common options.</param>
    public static IMultiModalBuilder UseElementFusion(this IMultiModalBuilder builder, Action<ElementFusionOptions>? configure = null, Action<ExtensionRegistration>? configureExtension = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.AddTorch();
        AddOptions<ElementFusionOptions, ElementFusionOptionsValidator>(builder, $"MultiModal:Integrators:{ElementFusionIntegrator.Name}", configure);
        builder.Services.TryAddSingleton<ElementFusionModel>();
        builder.Services.TryAddSingleton<IElementFusionModel>(services => services.GetRequiredService<ElementFusionModel>());
        return builder.AddIntegrator<ElementFusionIntegrator>(ElementFusionIntegrator.Name, configureExtension);
    }

    private static void AddOptions<TOptions, TValidator>(IAdvancedRlBuilder builder, string section, Action<TOptions>? configure)
        where TOptions : class
        where TValidator : class, IValidateOptions<TOptions>
    {
        var options = builder.Services.AddOptionsWithValidateOnStart<TOptions>();
        if (builder.Configuration?.GetSection(section) is { } configuration)
            options.Bind(configuration);
        if (configure is not null)
            options.Configure(configure);
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<TOptions>, TValidator>());
    }
}
