using AiScholar.Rl.Evaluation.Workflows;
using Microsoft.Extensions.DependencyInjection;

namespace AiScholar.Rl.ResearchAssistant.Tests;

/// <summary>Short ways to write small workflows and to schedule them.</summary>
internal static class SmallWorkflows
{
    /// <summary>Monday, 8 o'clock.</summary>
    public static readonly DateTimeOffset Monday = new(2026, 11, 2, 8, 0, 0, TimeSpan.Zero);

    public static WorkflowTask Task(string id, double hours, params string[] after) => new()
    {
        Id = id,
        Duration = TimeSpan.FromHours(hours),
        Dependencies = [.. after.Select(one => new TaskDependency { TaskId = one })],
    };

    public static WorkflowTask Needs(this WorkflowTask task, string resource, int amount = 1) =>
        task with { Demands = [.. task.Demands, new ResourceDemand { ResourceId = resource, Amount = amount }] };

    public static WorkflowTask Skilled(this WorkflowTask task, string skill) => task with { Skills = [.. task.Skills, new SkillDemand { Skill = skill }] };

    public static TaskMode Mode(string id, double hours, double cost = 0, params string[] resources) => new()
    {
        Id = id,
        Duration = TimeSpan.FromHours(hours),
        Cost = cost,
        Demands = [.. resources.Select(resource => new ResourceDemand { ResourceId = resource })],
    };

    public static ResearchPerson Person(string id, params string[] skills) => new() { Id = id, Skills = [.. skills.Select(skill => new PersonSkill { Skill = skill })] };

    public static ResearchWorkflow Of(params WorkflowTask[] tasks) => new() { Id = "w", TaskSequence = tasks };

    public static ResearchWorkflow With(this ResearchWorkflow workflow, string resource, int capacity) =>
        workflow with { Resources = [.. workflow.Resources, new ResearchResource { Id = resource, Capacity = capacity }] };

    public static WorkCalendar NineToFive(string id = "office") => new()
    {
        Id = id,
        Weekly = [.. new[] { DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday }
            .Select(day => new WeeklyInterval { Day = day, From = TimeSpan.FromHours(9), Until = TimeSpan.FromHours(17) })],
    };

    public static OptimizationObjective[] Objectives(params ObjectiveKind[] kinds) => [.. kinds.Select(kind => new OptimizationObjective { Kind = kind })];

    /// <summary>The schedule of the managed optimizer, found valid by the independent checker.</summary>
    public static async Task<OptimizedWorkflow> SolveAsync(this ResearchWorkflow workflow, params ObjectiveKind[] objectives)
    {
        await using ServiceProvider services = ResearchHost.Create();
        OptimizedWorkflow optimized = await services.Managed().OptimizeAsync(workflow, new OptimizationRequest { ScheduleBudget = 1000, Seed = 1, Objectives = Objectives(objectives) });
        Assert.Empty(WorkflowChecker.Check(workflow, optimized));
        return optimized;
    }

    public static ScheduledTask Place(this OptimizedWorkflow optimized, string id) => optimized.OptimizedTasks.Single(task => task.TaskId == id);

    public static double Hours(this OptimizedWorkflow optimized) => optimized.Makespan.TotalHours;
}
