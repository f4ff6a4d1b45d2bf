using AiScholar.Rl.ResearchAssistant.OrTools;

namespace AiScholar.Rl;

/// <summary>The exact solver for the research assistant.</summary>
public static class OrToolsBuilderExtensions
{
    /// <summary>Between the managed built-in and a host's own optimizers.</summary>
    private const int Priority = -50;

    /// <summary>
    /// Adds the optimizer <c>cp-sat</c> (OR-Tools CP-SAT), which serves all domains before the managed one and after a host's own. Calls <c>AddDefaults()</c>. Idempotent.
    /// </summary>
    public static IResearchAssistantBuilder UseOrTools(this IResearchAssistantBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.AddDefaults().AddOptimizer<CpSatWorkflowOptimizer>(
            CpSatWorkflowOptimizer.Name,
            registration => (registration.IsDefault, registration.Priority) = (true, Priority));
    }
}
