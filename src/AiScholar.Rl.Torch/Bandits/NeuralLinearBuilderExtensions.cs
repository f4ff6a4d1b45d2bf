using AiScholar.Rl.Torch;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace AiScholar.Rl;

/// <summary>The neural policies.</summary>
public static class NeuralLinearBuilderExtensions
{
    /// <summary>The name of <see cref="UseNeuralLinear"/>'s policy.</summary>
    public const string NeuralLinearName = "neural-linear";

    /// <summary>
    /// Makes neural-linear the loop's policy, and adds the neural core when it is not there. Its settings are bound from
    /// <c>Personalization:{loop}:Policies:neural-linear:Parameters</c>; code wins. The last call of a <c>Use…</c> wins.
    /// </summary>
    public static IPersonalizationBuilder UseNeuralLinear(this IPersonalizationBuilder builder, Action<NeuralLinearOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.AddTorch();
        builder.UsePolicy<NeuralLinearPolicy>(NeuralLinearName, registration => registration.Factory = (services, context) => new NeuralLinearPolicy(
            services.GetRequiredService<ITorchRuntime>(),
            services.GetRequiredService<IOptionsMonitor<NeuralLinearOptions>>().Get(context.Descriptor.OptionsName),
            services.GetRequiredService<IOptions<TorchOptions>>().Value,
            services.GetService<ILogger<NeuralLinearPolicy>>() ?? NullLogger<NeuralLinearPolicy>.Instance));
        var optionsName = $"Personalization:{builder.LoopName}:Policies:{NeuralLinearName}";
        var options = builder.AddSectionOptions<NeuralLinearOptions>($"{optionsName}:Parameters", optionsName);
        if (configure is not null)
            options.Configure(configure);
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<NeuralLinearOptions>, NeuralLinearOptionsValidator>());
        return builder;
    }
}
