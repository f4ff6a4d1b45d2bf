using AiScholar.Rl;
using Microsoft.Extensions.DependencyInjection;

namespace AiScholar.Rl.IntegrationTests;

[Trait("Category", "Integration")]
public sealed class EndToEndTests
{
    [Fact]
    public async Task AnalyzeAsync_BundledPaper_FindsElementsWithCaptionsAndReferences()
    {
        await using ServiceProvider services = SdkHost.Create();
        IDocumentAnalyzer analyzer = services.GetRequiredService<IDocumentAnalyzer>();

        DocumentAnalysis analysis = await analyzer.AnalyzeAsync(await DocumentSource.FromFileAsync(SdkHost.PaperPath));

        VisualElement[] tables = [.. analysis.Elements.Where(element => element.ElementType == VisualElementType.Table)];
        Assert.True(tables.Length >= 2, $"{tables.Length} tables");
        Assert.All(tables, table => Assert.True(((TableContent)table.Content!).Cells.Count >= 6));
        Assert.Contains(analysis.Elements, element => element.Label is { } label && label.StartsWith("Fig", StringComparison.Ordinal));
        Assert.Contains(analysis.Features.CrossModalRelationships, tie => tie.Kind == RelationshipKind.Caption);
        Assert.Contains(analysis.Features.CrossModalRelationships, tie => tie.Kind == RelationshipKind.Reference);
        Assert.NotEqual(0, analysis.Features.IntegratedEmbedding.Length);
        Assert.DoesNotContain(analysis.Issues, issue => issue.Severity == IssueSeverity.Error);
    }

    [Fact]
    public async Task AnalyzeAsync_ResultAsJson_RoundTrips()
    {
        await using ServiceProvider services = SdkHost.Create();
        DocumentAnalysis analysis = await services.GetRequiredService<IDocumentAnalyzer>().AnalyzeAsync(await DocumentSource.FromFileAsync(SdkHost.PaperPath));

        string json = AdvancedRlJson.Serialize(analysis);

        Assert.Equal(json, AdvancedRlJson.Serialize(AdvancedRlJson.Deserialize<DocumentAnalysis>(json)));
    }

    [Fact]
    public async Task DecideAndReward_TwoContexts_LearnsEach()
    {
        await using ServiceProvider services = SdkHost.Create();
        IPersonalizer personalizer = services.GetRequiredService<IPersonalizer>();
        int right = 0;
        for (int i = 0; i < 600; i++)
        {
            string domain = i % 2 == 0 ? "biology" : "physics";
            string best = i % 2 == 0 ? "survey" : "preprint";
            Decision decision = await personalizer.DecideAsync(new DecisionRequest
            {
                UserId = "u1",
                Context = [Feature.Categorical("domain", domain)],
                Actions = [new DecisionAction { Id = "survey" }, new DecisionAction { Id = "preprint" }, new DecisionAction { Id = "dataset" }],
            });
            Assert.Equal(1, decision.Ranking.Sum(action => action.Propensity), 1e-9);
            bool hit = decision.ChosenActionId == best;
            right += hit && i >= 400 ? 1 : 0;
            RewardResult reward = await personalizer.RewardAsync(new RewardRequest { EventId = decision.EventId, Value = hit ? 1 : 0 });
            Assert.Equal(RewardStatus.Learned, reward.Status);
        }

        Assert.True(right > 160, $"{right} of the last 200");
    }

    [Fact]
    public async Task NamedLoop_WithAPolicyOfItsOwn_LearnsApartFromTheDefault()
    {
        await using ServiceProvider services = SdkHost.Create(rl => rl.AddPersonalization("reading-list", p => p.UsePolicy<FirstActionPolicy>()));

        IPersonalizer named = services.GetRequiredKeyedService<IPersonalizer>("reading-list");
        Decision decision = await named.DecideAsync(new DecisionRequest { Actions = [new DecisionAction { Id = "a" }, new DecisionAction { Id = "b" }] });

        Assert.Equal("reading-list", named.LoopName);
        Assert.Equal("a", decision.ChosenActionId);
        Assert.Equal(1, decision.Propensity);
        Assert.NotSame(named, services.GetRequiredService<IPersonalizer>());
    }

    [Fact]
    public async Task AdaptAsync_DefaultDimensions_NamesItsAlgorithmAndLearnsFromFeedback()
    {
        await using ServiceProvider services = SdkHost.Create();
        IPersonalizer personalizer = services.GetRequiredService<IPersonalizer>();
        var profile = new UserProfile { UserId = "u1", Preferences = new Dictionary<string, string> { ["domain"] = "ml", ["complexity"] = "advanced" } };
        var context = new UserContext { UserId = "u1", CurrentTask = "research", ResearchDomain = "machine-learning" };

        AdaptationResult result = await personalizer.AdaptAsync(profile, context);
        if (result.Adaptations.Count > 0)
            await personalizer.LearnAsync(new Feedback { UserId = "u1", Adaptations = result.Adaptations, Reward = 1 });

        Assert.NotEmpty(result.AlgorithmUsed);
        Assert.InRange(result.Confidence, 0, 1);
    }

    [Fact]
    public async Task PredictNextActionAsync_AfterObservedSessions_FollowsThem()
    {
        await using ServiceProvider services = SdkHost.Create();
        IPersonalizer personalizer = services.GetRequiredService<IPersonalizer>();
        ActionType[] habit = [ActionType.Search, ActionType.Open, ActionType.Read, ActionType.Annotate];
        for (int i = 0; i < 40; i++)
        {
            for (int step = 0; step < habit.Length; step++)
            {
                var context = new UserContext { UserId = "u1", ResearchDomain = "ml", RecentActions = [.. habit.Take(step).Select(type => new UserAction { ActionType = type })] };
                await personalizer.ObserveAsync(context, new UserAction { ActionType = habit[step] });
            }
        }

        PredictedAction? prediction = await personalizer.PredictNextActionAsync(new UserContext
        {
            UserId = "u1",
            ResearchDomain = "ml",
            RecentActions = [new UserAction { ActionType = ActionType.Search }, new UserAction { ActionType = ActionType.Open }],
        });

        Assert.NotNull(prediction);
        Assert.Equal(ActionType.Read, prediction.ActionType);
        Assert.InRange(prediction.Confidence, 0.5, 1);
        Assert.NotEmpty(prediction.Reasoning);
    }

    [Fact]
    public async Task OptimizeWorkflowAsync_BadOrder_ImprovesIt()
    {
        await using ServiceProvider services = SdkHost.Create();
        ResourceDemand[] bench = [new ResourceDemand { ResourceId = "bench" }];
        var workflow = new ResearchWorkflow
        {
            Id = "w",
            TaskSequence =
            [
                new WorkflowTask { Id = "short", Duration = TimeSpan.FromHours(1), Demands = bench },
                new WorkflowTask { Id = "long", Duration = TimeSpan.FromHours(2), Demands = bench },
                new WorkflowTask { Id = "after-long", Duration = TimeSpan.FromHours(6), Dependencies = [new TaskDependency { TaskId = "long" }] },
            ],
            Resources = [new ResearchResource { Id = "bench", Capacity = 1 }],
        };

        OptimizedWorkflow optimized = await services.GetRequiredService<IResearchAssistant>().OptimizeWorkflowAsync(workflow);

        Assert.Equal(TimeSpan.FromHours(9), optimized.OriginalMakespan);
        Assert.Equal(TimeSpan.FromHours(8), optimized.Makespan);
        Assert.Equal(1 - (8.0 / 9), optimized.EfficiencyImprovement, 1e-9);
        Assert.NotEmpty(optimized.OptimizationRationale);
    }

    [Fact]
    public async Task Diagnostics_AfterWork_HasMetricsAndHealth()
    {
        await using ServiceProvider services = SdkHost.Create();
        IRlDiagnostics diagnostics = services.GetRequiredService<IRlDiagnostics>();
        await services.GetRequiredService<IPersonalizer>().DecideAsync(new DecisionRequest { Actions = [new DecisionAction { Id = "a" }] });

        AdvancedRlHealthReport health = await diagnostics.CheckHealthAsync();

        Assert.NotEmpty(diagnostics.CollectMetrics());
        Assert.NotEqual(HealthState.Unhealthy, health.State);
        Assert.Contains(health.Components, component => component.Component.Contains("torch", StringComparison.OrdinalIgnoreCase));
    }

    private sealed class FirstActionPolicy : IDecisionPolicy
    {
        public void GetProbabilities(in PolicyInput input, Span<double> probabilities)
        {
            probabilities.Clear();
            probabilities[0] = 1;
        }

        public void Learn(in PolicyInput input, int actionIndex, double reward, double propensity)
        {
        }

        public ValueTask SaveAsync(Stream destination, CancellationToken cancellationToken = default) => ValueTask.CompletedTask;

        public ValueTask LoadAsync(Stream source, CancellationToken cancellationToken = default) => ValueTask.CompletedTask;
    }
}
