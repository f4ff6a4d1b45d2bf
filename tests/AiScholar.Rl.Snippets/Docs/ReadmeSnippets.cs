using Microsoft.Extensions.Hosting;

namespace AiScholar.Rl.Snippets;

internal static class ReadmeSnippets
{
    public static void Register(HostApplicationBuilder builder)
    {
        // snippet-start: readme-register
        builder.Services.AddAdvancedRl(builder.Configuration.GetSection("AdvancedRl"), rl => rl
            .AddDefaults()
            .AddPersonalization("reading-list", p => p.Configure(options => options.AdaptationThreshold = 0.2)));
        // snippet-end
    }

    public static async Task Document(IDocumentAnalyzer analyzer)
    {
        // snippet-start: readme-document
        DocumentAnalysis analysis = await analyzer.AnalyzeAsync(await DocumentSource.FromFileAsync("paper.pdf"));
        foreach (VisualElement element in analysis.Elements)
            Console.WriteLine($"page {element.PageNumber} {element.ElementType} {element.Label}: {element.Caption}");
        // snippet-end
    }

    public static async Task Decide(IPersonalizer personalizer)
    {
        // snippet-start: readme-decide
        Decision decision = await personalizer.DecideAsync(new DecisionRequest
        {
            UserId = "ada",
            Context = [Feature.Categorical("task", "literature-review"), Feature.Numeric("hour", 9)],
            Actions = [new DecisionAction { Id = "survey" }, new DecisionAction { Id = "preprint" }],
        });

        // ... and whenever it is known how good the choice was:
        await personalizer.RewardAsync(new RewardRequest { EventId = decision.EventId, Value = 1 });
        // snippet-end
    }

    public static async Task Optimize(IResearchAssistant assistant, ResearchWorkflow workflow)
    {
        // snippet-start: readme-optimize
        OptimizedWorkflow optimized = await assistant.OptimizeWorkflowAsync(workflow);
        Console.WriteLine($"{optimized.EfficiencyImprovement:P0} shorter: {string.Join(" ", optimized.OptimizationRationale)}");
        // snippet-end
    }
}
