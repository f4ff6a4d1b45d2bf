using AiScholar.Rl.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace AiScholar.Rl;

/// <summary>Meta-learning for new users.</summary>
public static class ColdStartBuilderExtensions
{
    /// <summary>The key of the closed-form learner of items, and its <see cref="IMetaLearner.Name"/>.</summary>
    public const string FactorLearnerName = FactorLearner.RegisteredName;

    /// <summary>The key of the plain baseline, item bias and shrunken user offset, and its <see cref="IMetaLearner.Name"/>.</summary>
    public const string BiasBaselineName = BiasBaseline.RegisteredName;

    /// <summary>
    /// Adds the learners <see cref="FactorLearnerName"/> and <see cref="BiasBaselineName"/> as keyed <see cref="IMetaLearner"/>s; the first is also the unkeyed one
    /// unless the host has its own, and chooses questions as <see cref="IQuestionChooser"/>. Options from the section <c>ColdStart</c>; code wins. Harmless to repeat.
    /// </summary>
    public static IAdvancedRlBuilder AddColdStart(this IAdvancedRlBuilder builder, Action<FactorLearnerOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        OptionsBuilder<FactorLearnerOptions> options = builder.AddSectionOptions<FactorLearnerOptions>("ColdStart");
        if (configure is not null)
            options.Configure(configure);
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<FactorLearnerOptions>, FactorLearnerOptionsValidator>());
        builder.Services.TryAddSingleton<FactorLearner>();
        builder.Services.TryAddSingleton<BiasBaseline>();
        builder.Services.TryAddSingleton<IQuestionChooser>(static services => services.GetRequiredService<FactorLearner>());
        builder.Services.TryAddKeyedSingleton<IMetaLearner>(FactorLearnerName, static (services, _) => services.GetRequiredService<FactorLearner>());
        builder.Services.TryAddKeyedSingleton<IMetaLearner>(BiasBaselineName, static (services, _) => services.GetRequiredService<BiasBaseline>());
        builder.Services.TryAddSingleton<IMetaLearner>(static services => services.GetRequiredService<FactorLearner>());
        return builder;
    }
}
