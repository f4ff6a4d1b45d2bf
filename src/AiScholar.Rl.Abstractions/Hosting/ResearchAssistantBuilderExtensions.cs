namespace AiScholar.Rl;

/// <summary>Extensions of the research assistant, from any assembly.</summary>
public static class ResearchAssistantBuilderExtensions
{
    /// <summary>Adds a workflow optimizer for all domains; the one of highest priority serves.</summary>
    public static IResearchAssistantBuilder AddOptimizer<TOptimizer>(this IResearchAssistantBuilder builder, string? name = null, Action<ExtensionRegistration>? configure = null)
        where TOptimizer : class, IWorkflowOptimizer
    {
        ExtensionRegistration.Add<IWorkflowOptimizer, TOptimizer>(builder, name, configure);
        return builder;
    }

    /// <summary>Adds a workflow optimizer for one domain; it is asked before those for all.</summary>
    public static IResearchAssistantBuilder AddOptimizerForDomain<TOptimizer>(this IResearchAssistantBuilder builder, string domain, string? name = null, Action<ExtensionRegistration>? configure = null)
        where TOptimizer : class, IWorkflowOptimizer
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(domain);
        ExtensionRegistration.Add<IWorkflowOptimizer, TOptimizer>(builder, name, configure, domain: domain);
        return builder;
    }

    /// <summary>Adds what a domain knows to every workflow before it is optimized; all sources are asked.</summary>
    public static IResearchAssistantBuilder AddConstraintSource<TSource>(this IResearchAssistantBuilder builder, string? name = null, Action<ExtensionRegistration>? configure = null)
        where TSource : class, IWorkflowConstraintSource
    {
        ExtensionRegistration.Add<IWorkflowConstraintSource, TSource>(builder, name, configure);
        return builder;
    }

    /// <summary>Adds what a domain knows to the workflows of that domain before they are optimized.</summary>
    public static IResearchAssistantBuilder AddConstraintSourceForDomain<TSource>(this IResearchAssistantBuilder builder, string domain, string? name = null, Action<ExtensionRegistration>? configure = null)
        where TSource : class, IWorkflowConstraintSource
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(domain);
        ExtensionRegistration.Add<IWorkflowConstraintSource, TSource>(builder, name, configure, domain: domain);
        return builder;
    }

    /// <summary>Adds a pattern learner.</summary>
    public static IResearchAssistantBuilder AddPatternLearner<TLearner>(this IResearchAssistantBuilder builder, string? name = null, Action<ExtensionRegistration>? configure = null)
        where TLearner : class, IPatternLearner
    {
        ExtensionRegistration.Add<IPatternLearner, TLearner>(builder, name, configure);
        return builder;
    }
}
