using AiScholar.Rl.ResearchAssistant;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace AiScholar.Rl;

/// <summary>The built-ins of the research assistant.</summary>
public static class ResearchAssistantDefaultsExtensions
{
    private const int BuiltInPriority = -100;

    /// <summary>
    /// Registers <see cref="IResearchAssistant"/>, <see cref="IProcessMiner"/>, <see cref="IPracticeTrials"/>, <see cref="IWorkflowSuggestions"/>, <see cref="ITaskDurationModel"/>, <see cref="IWorkflowForecaster"/>, the optimizers <c>managed</c> and, asked only by its
    /// name or when that fails, <c>instant</c> for all domains, and the pattern learners <c>sequential</c> and <c>collaboration</c>. Idempotent; a host's own registrations win.
    /// </summary>
    public static IResearchAssistantBuilder AddDefaults(this IResearchAssistantBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.AddExtensionRuntime();
        builder.Services.TryAddSingleton<IResearchAssistant, ResearchAssistantService>();
        builder.Services.TryAddSingleton<IProcessMiner, ProcessMinerService>();
        builder.AddOptimizer<ManagedWorkflowOptimizer>(ManagedWorkflowOptimizer.Name, BuiltIn);
        builder.AddOptimizer<InstantWorkflowOptimizer>(InstantWorkflowOptimizer.Name, Fallback);
        builder.AddPatternLearner<SequentialPatternLearner>(SequentialPatternLearner.Name, BuiltIn);
        builder.AddPatternLearner<CollaborationPatternLearner>(CollaborationPatternLearner.Name, BuiltIn);
        builder.AddSectionOptions<PracticeTrialOptions>("ResearchAssistant:Practices");
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<PracticeTrialOptions>, PracticeTrialOptionsValidator>());
        builder.Services.TryAddSingleton<IPracticeTrials, PracticeTrials>();
        builder.AddSectionOptions<SuggestionOptions>("ResearchAssistant:Suggestions");
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<SuggestionOptions>, SuggestionOptionsValidator>());
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<SuggestionOptions>, OptimizationStrategiesValidator>());
        builder.Services.TryAddSingleton<IWorkflowSuggestions, WorkflowSuggestions>();
        builder.Services.TryAddSingleton<ITaskDurationModel, TaskDurationModel>();
        builder.AddSectionOptions<WorkflowForecastOptions>("ResearchAssistant:Forecasts");
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<WorkflowForecastOptions>, WorkflowForecastOptionsValidator>());
        builder.Services.TryAddSingleton<IWorkflowForecaster, WorkflowForecaster>();
        return builder;

        static void Fallback(ExtensionRegistration registration) => (registration.IsDefault, registration.Priority) = (true, BuiltInPriority - 1);
        static void BuiltIn(ExtensionRegistration registration) => (registration.IsDefault, registration.Priority) = (true, BuiltInPriority);
    }
}
