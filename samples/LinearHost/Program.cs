// The smallest host: no generic host, no configuration, no native library. It serves decisions and schedules work.
using AiScholar.Rl;
using Microsoft.Extensions.DependencyInjection;

await using ServiceProvider services = new ServiceCollection()
    .AddAdvancedRl(rl => rl
        .AddPersonalization(p => p.AddDefaults())
        .AddResearchAssistant(r => r.AddDefaults()))
    .BuildServiceProvider();
services.ValidateAdvancedRl();

IPersonalizer personalizer = services.GetRequiredService<IPersonalizer>();
string[] layouts = ["list", "grid", "map"];
int rightLately = 0;
for (int i = 0; i < 400; i++)
{
    bool onPhone = i % 2 == 0;
    Decision decision = await personalizer.DecideAsync(new DecisionRequest
    {
        UserId = "ada",
        Context = [Feature.Categorical("device", onPhone ? "phone" : "desk")],
        Actions = [.. layouts.Select(layout => new DecisionAction { Id = layout })],
    });
    bool right = decision.ChosenActionId == (onPhone ? "list" : "map");
    rightLately += right && i >= 300 ? 1 : 0;
    await personalizer.RewardAsync(new RewardRequest { EventId = decision.EventId, Value = right ? 1 : 0 });
}

Console.WriteLine($"Right layout in {rightLately} of the last 100 decisions (a third by chance).");

var workflow = new ResearchWorkflow
{
    Id = "assay",
    TaskSequence =
    [
        new WorkflowTask { Id = "prepare", Duration = TimeSpan.FromHours(2), Demands = [new ResourceDemand { ResourceId = "technician" }] },
        new WorkflowTask { Id = "measure", Duration = TimeSpan.FromHours(3), Dependencies = [new TaskDependency { TaskId = "prepare" }], Demands = [new ResourceDemand { ResourceId = "instrument" }] },
        new WorkflowTask { Id = "review", Duration = TimeSpan.FromHours(4), Demands = [new ResourceDemand { ResourceId = "technician" }] },
        new WorkflowTask { Id = "write", Duration = TimeSpan.FromHours(1), Dependencies = [new TaskDependency { TaskId = "measure" }, new TaskDependency { TaskId = "review" }] },
    ],
    Resources = [new ResearchResource { Id = "technician", Capacity = 1 }, new ResearchResource { Id = "instrument", Capacity = 1 }],
};
OptimizedWorkflow optimized = await services.GetRequiredService<IResearchAssistant>().OptimizeWorkflowAsync(workflow);
foreach (string sentence in optimized.OptimizationRationale)
    Console.WriteLine(sentence);
return rightLately > 60 ? 0 : 1;
