using AiScholar.Rl.ResearchAssistant;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace AiScholar.Rl;

/// <summary>The built-ins of the research assistant.</summary>
public static class ResearchAssistantDefaultsExtensions
{
    private const int BuiltInPriority = -100;

    /// <summary>Registers <see cref="IResearchAssistant"/>, the optimizers <c>managed</c> and, asked only by its name or when that fails, <c>instant</c> for all domains and the pattern learner <c>sequential</c>. Idempotent; a host's own registrations win.</summary>
    public static IResearchAssistantBuilder AddDefaults(this IResearchAssistantBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.AddExtensionRuntime();
        builder.Services.TryAddSingleton<IResearchAssistant, ResearchAssistantService>();
        builder.AddOptimizer<ManagedWorkflowOptimizer>(ManagedWorkflowOptimizer.Name, BuiltIn);
        builder.AddOptimizer<InstantWorkflowOptimizer>(InstantWorkflowOptimizer.Name, Fallback);
        builder.AddPatternLearner<SequentialPatternLearner>(SequentialPatternLearner.Name, BuiltIn);
        return builder;

        static void Fallback(ExtensionRegistration registration) => (registration.IsDefault, registration.Priority) = (true, BuiltInPriority - 1);
        static void BuiltIn(ExtensionRegistration registration) => (registration.IsDefault, registration.Priority) = (true, BuiltInPriority);
    }
}
