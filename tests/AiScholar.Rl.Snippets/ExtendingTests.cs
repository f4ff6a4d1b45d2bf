using AiScholar.Rl.Core;
using Microsoft.Extensions.DependencyInjection;

namespace AiScholar.Rl.Snippets;

/// <summary>The extensions of docs/extending.md, run beside the built-ins.</summary>
[Trait("Category", "Integration")]
public sealed class ExtendingTests : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    public ExtendingTests()
    {
        var services = new ServiceCollection();
        services.AddAdvancedRl(rl => rl
            .AddMultiModal(m => m.AddDefaults().AddGelBlots())
            .AddPersonalization(p => p.AddDefaults())
            .AddResearchAssistant(a => a.AddDefaults())
            .AddDiagnostics(d => d.AddDefaults()));
        ExtendingSnippets.Register(services);
        _services = services.BuildServiceProvider();
        _services.ValidateAdvancedRl();
    }

    [Fact]
    public async Task OptimizeWorkflowAsync_DomainsOptimizer_StandsOnTheBuiltIn()
    {
        var workflow = new ResearchWorkflow
        {
            Id = "synthesis",
            Domain = "chemistry",
            TaskSequence =
            [
                new WorkflowTask { Id = "heat", TaskType = "heating", Duration = TimeSpan.FromHours(1) },
                new WorkflowTask { Id = "weigh", Duration = TimeSpan.FromHours(1), Dependencies = [new TaskDependency { TaskId = "heat" }] },
            ],
        };

        OptimizedWorkflow optimized = await _services.GetRequiredService<IResearchAssistant>().OptimizeWorkflowAsync(workflow, new OptimizationRequest { ScheduleBudget = 10 });

        Assert.Equal("cooling", optimized.OptimizerName);
        Assert.Equal(TimeSpan.FromHours(2.5), optimized.Makespan);
        Assert.StartsWith("1 heating tasks are followed by 30 minutes", optimized.OptimizationRationale[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task LearnPatternsAsync_TeamSizes_AreAmongThePatterns()
    {
        WorkflowSession[] sessions = [.. Enumerable.Range(0, 6).Select(i => new WorkflowSession
        {
            Id = $"s{i}",
            Activities = [new WorkflowActivity { Name = "read" }],
            Succeeded = i % 3 != 0,
            CollaborationData = new CollaborationData { TeamSize = 1 + (i % 3) },
        })];

        WorkflowPatterns patterns = await _services.GetRequiredService<IResearchAssistant>().LearnPatternsAsync(sessions, new PatternLearningRequest { Learner = "team-size" });

        Assert.Equal(["Teams of 2 succeed in 2 of 2 sessions.", "Teams of 3 succeed in 2 of 2 sessions."], patterns.Patterns.Select(pattern => pattern.Description));
    }

    [Fact]
    public async Task Loop_OwnPolicyAlgorithmAndPredictor_AreUsed()
    {
        var personalizer = _services.GetRequiredKeyedService<IPersonalizer>("reading");
        var context = new UserContext { UserId = "ada", ResearchDomain = "biology", RecentActions = [new UserAction { ActionType = new ActionType("pipette"), Timestamp = default }] };

        Decision decision = await personalizer.DecideAsync(new DecisionRequest { Actions = [new DecisionAction { Id = "a" }, new DecisionAction { Id = "b" }] });
        AdaptationResult adapted = await personalizer.AdaptAsync(new UserProfile { UserId = "ada", Preferences = new Dictionary<string, string> { ["complexity"] = "advanced" } }, context);
        PredictedAction? predicted = await personalizer.PredictNextActionAsync(context);

        Assert.Equal([0.95, 0.05], decision.Ranking.Select(action => action.Propensity).OrderDescending().Select(value => Math.Round(value, 12)));
        Assert.Equal(("preference", "advanced"), (adapted.AlgorithmUsed, Assert.Single(adapted.Adaptations).Value));
        Assert.Equal("incubate", predicted?.ActionType.Value);
    }

    [Fact]
    public async Task Catalogs_OwnProcessorIntegratorAndCollector_AreThere()
    {
        Assert.Contains("gel-blot", _services.GetRequiredService<ExtensionCatalog<IVisualProcessor>>().GetAll().Select(handle => handle.Name));
        Assert.Equal("mean", _services.GetRequiredService<ExtensionCatalog<IFeatureIntegrator>>().GetAll()[0].Name);
        Assert.Contains(_services.GetRequiredService<IRlDiagnostics>().CollectMetrics(), value => value.Name == "upload.bytes");
        IFeatureIntegrator integrator = await _services.GetRequiredService<ExtensionCatalog<IFeatureIntegrator>>().Get("mean").GetInstanceAsync();
        MultiModalFeatures fused = await integrator.IntegrateAsync(new TextFeatures { Embedding = new float[] { 1, 0 } }, new VisualFeatures { Elements = [], GlobalFeatures = new float[] { 0, 1, 1 } });
        Assert.Equal([0.5f, 0.5f, 0.5f], fused.IntegratedEmbedding.ToArray());
    }

    [Fact]
    public void Content_OfTheProcessor_IsReadBack()
    {
        var options = AdvancedRlJson.CreateOptions(_services.GetRequiredService<ElementContentRegistry>());
        var element = new VisualElement { ElementType = GelBlotProcessor.GelBlot, BoundingBox = default, PageNumber = 1, Confidence = 1, Content = new GelBlotContent { LaneCount = 1, Lanes = ["M"] } };

        var read = Assert.IsType<GelBlotContent>(AdvancedRlJson.Deserialize<VisualElement>(AdvancedRlJson.Serialize(element, options), options).Content);

        Assert.Equal(["M"], read.Lanes);
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
