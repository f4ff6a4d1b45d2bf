using Microsoft.Extensions.DependencyInjection;

namespace AiScholar.Rl.ResearchAssistant.Tests;

/// <summary>A host with the built-ins of the research assistant.</summary>
internal static class ResearchHost
{
    public static ServiceProvider Create(Action<IResearchAssistantBuilder>? configure = null, Action<IServiceCollection>? services = null)
    {
        var collection = new ServiceCollection();
        services?.Invoke(collection);
        return collection
            .AddAdvancedRl(rl => rl.AddResearchAssistant(assistant =>
            {
                assistant.AddDefaults();
                configure?.Invoke(assistant);
            }))
            .BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
    }

    public static IWorkflowOptimizer Managed(this IServiceProvider services) => services.GetRequiredKeyedService<IWorkflowOptimizer>("managed");

    public static IPatternLearner Sequential(this IServiceProvider services) => services.GetRequiredKeyedService<IPatternLearner>("sequential");
}
