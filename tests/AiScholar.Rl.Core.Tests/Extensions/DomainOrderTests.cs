using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace AiScholar.Rl.Core.Tests.Extensions;

/// <summary>Predictors and optimizers registered by domain and for all, as the builders register them.</summary>
[Trait("Category", "Unit")]
public sealed class DomainOrderTests
{
    [Fact]
    public void AddPredictorForDomain_DomainAsked_ComesFirstWhateverThePriority()
    {
        using ServiceProvider services = Build(rl => rl.AddPersonalization("reading", loop => loop
            .AddPredictor<Predictor>("general", registration => registration.Priority = 100)
            .AddPredictor<Predictor>("built-in", registration => (registration.IsDefault, registration.Priority) = (true, -100))
            .AddPredictorForDomain<Predictor>("biology", "biology")
            .AddPredictorForDomain<Predictor>("biology", "genetics", registration => registration.Priority = 1)
            .AddPredictorForDomain<Predictor>("chemistry", "chemistry")));
        var catalog = services.GetRequiredService<ExtensionCatalog<IBehaviorPredictor>>();

        Assert.Equal(["genetics", "biology", "general", "built-in"], Names(catalog.GetAll("reading", "biology")));
        Assert.Equal(["general", "built-in"], Names(catalog.GetAll("reading")));
        Assert.Empty(catalog.GetAll());
    }

    [Fact]
    public void AddOptimizerForDomain_DomainAsked_ComesFirst()
    {
        using ServiceProvider services = Build(
            rl => rl.AddResearchAssistant(assistant => assistant.AddOptimizer<Optimizer>("managed").AddOptimizerForDomain<Optimizer>("Chemistry", "chemistry")));
        var catalog = services.GetRequiredService<ExtensionCatalog<IWorkflowOptimizer>>();

        Assert.Equal(["chemistry", "managed"], Names(catalog.GetAll(domain: "chemistry")));
        Assert.Equal(["managed"], Names(catalog.GetAll(domain: "history")));
    }

    [Fact]
    public void GetAll_ConfiguredPriority_OverridesCode()
    {
        IConfigurationRoot configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["ResearchAssistant:Optimizers:b:Priority"] = "5" }).Build();
        using ServiceProvider services = new ServiceCollection()
            .AddAdvancedRl(configuration, rl => rl.AddExtensionRuntime().AddResearchAssistant(assistant => assistant
                .AddOptimizer<Optimizer>("a", registration => registration.Priority = 4)
                .AddOptimizer<Optimizer>("b")))
            .BuildServiceProvider();

        Assert.Equal(["b", "a"], Names(services.GetRequiredService<ExtensionCatalog<IWorkflowOptimizer>>().GetAll()));
    }

    private static ServiceProvider Build(Action<IAdvancedRlBuilder> configure) =>
        new ServiceCollection().AddAdvancedRl(rl => configure(rl.AddExtensionRuntime())).BuildServiceProvider();

    private static string[] Names<T>(IEnumerable<ExtensionHandle<T>> handles)
        where T : class =>
        [.. handles.Select(handle => handle.Name)];

    private sealed class Predictor : IBehaviorPredictor
    {
        public ValueTask<PredictedAction?> PredictNextActionAsync(UserContext context, int rankingSize = 10, CancellationToken cancellationToken = default) =>
            ValueTask.FromResult<PredictedAction?>(null);
    }

    private sealed class Optimizer : IWorkflowOptimizer
    {
        public ValueTask<OptimizedWorkflow> OptimizeAsync(ResearchWorkflow workflow, OptimizationRequest? request = null, CancellationToken cancellationToken = default) =>
            throw new NotSupportedException();
    }
}
