using AiScholar.Rl.Torch;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace AiScholar.Rl;

/// <summary>Networks whose start is meta-learnt.</summary>
public static class MetaNetworkBuilderExtensions
{
    /// <summary>The key of the network learnt by Reptile, and its <see cref="IMetaLearner.Name"/>.</summary>
    public const string ReptileName = "reptile";

    /// <summary>The key of the network learnt by first-order MAML, and its <see cref="IMetaLearner.Name"/>.</summary>
    public const string MamlName = "maml";

    /// <summary>The key of the network learnt by ANIL, and its <see cref="IMetaLearner.Name"/>.</summary>
    public const string AnilName = "anil";

    /// <summary>
    /// Adds the learners <see cref="ReptileName"/>, <see cref="MamlName"/> and <see cref="AnilName"/> as keyed <see cref="IMetaLearner"/>s, and the neural core when it is not there. Options
    /// from the section <c>MetaLearning</c>; code wins. Harmless to repeat.
    /// </summary>
    public static IAdvancedRlBuilder AddMetaNetworks(this IAdvancedRlBuilder builder, Action<MetaNetworkOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.AddTorch();
        var options = builder.AddSectionOptions<MetaNetworkOptions>("MetaLearning");
        if (configure is not null)
            options.Configure(configure);
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<MetaNetworkOptions>, MetaNetworkOptionsValidator>());
        Add(builder, ReptileName, MetaAlgorithm.Reptile);
        Add(builder, MamlName, MetaAlgorithm.Maml);
        Add(builder, AnilName, MetaAlgorithm.Anil);
        return builder;
    }

    private static void Add(IAdvancedRlBuilder builder, string name, MetaAlgorithm algorithm) =>
        builder.Services.TryAddKeyedSingleton<IMetaLearner>(name, (services, _) => new NetworkMetaLearner(
            name, algorithm, services.GetRequiredService<ITorchRuntime>(), services.GetRequiredService<IOptions<MetaNetworkOptions>>(), services.GetRequiredService<IOptions<TorchOptions>>()));
}
