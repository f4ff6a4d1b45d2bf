using AiScholar.Rl.ResearchAssistant;

namespace AiScholar.Rl.Snippets;

internal static class WorkflowSnippets
{
    public static ResearchWorkflow Model(IEnumerable<DayOfWeek> weekdays)
    {
        // snippet-start: workflow-model
        var workflow = new ResearchWorkflow
        {
            Id = "assay",
            StartsAt = new DateTimeOffset(2026, 11, 2, 8, 0, 0, TimeSpan.FromHours(1)),
            TimeZone = "Europe/Vienna",
            Calendars = [new WorkCalendar { Id = "lab", Weekly = [.. weekdays.Select(day => new WeeklyInterval { Day = day, From = TimeSpan.FromHours(9), Until = TimeSpan.FromHours(17) })] }],
            People =
            [
                new ResearchPerson { Id = "ada", Skills = [new PersonSkill { Skill = "pipetting", Level = 3 }, new PersonSkill { Skill = "imaging" }], CalendarId = "lab", CostPerHour = 40 },
                new ResearchPerson { Id = "ben", Skills = [new PersonSkill { Skill = "pipetting", Level = 1 }], CalendarId = "lab", CostPerHour = 25 },
            ],
            Resources =
            [
                new ResearchResource { Id = "reader", Capacity = 1, CostPerHour = 12 },
                new ResearchResource { Id = "reagent", Kind = ResourceKind.Consumable, Capacity = 2, Replenishments = [new ResourceReplenishment { At = TimeSpan.FromDays(1), Amount = 4 }] },
            ],
            TaskSequence =
            [
                new WorkflowTask
                {
                    Id = "prepare",
                    Duration = TimeSpan.FromHours(3),
                    DurationDistribution = DurationDistribution.Triangular(TimeSpan.FromHours(2), TimeSpan.FromHours(3), TimeSpan.FromHours(6)),
                    Skills = [new SkillDemand { Skill = "pipetting" }],
                    Demands = [new ResourceDemand { ResourceId = "reagent" }],
                },
                new WorkflowTask
                {
                    Id = "incubate",
                    Duration = TimeSpan.FromHours(12),
                    CalendarId = "lab",
                    Breaks = BreakBehavior.RunThrough,
                    Dependencies = [new TaskDependency { TaskId = "prepare", MaximumLag = TimeSpan.FromHours(1) }],
                },
                new WorkflowTask
                {
                    Id = "measure",
                    Duration = TimeSpan.FromHours(4),
                    HardDeadline = TimeSpan.FromDays(4),
                    Dependencies = [new TaskDependency { TaskId = "incubate" }],
                    Modes =
                    [
                        new TaskMode { Id = "by hand", Duration = TimeSpan.FromHours(6), Skills = [new SkillDemand { Skill = "imaging" }] },
                        new TaskMode { Id = "reader", Duration = TimeSpan.FromHours(2), Demands = [new ResourceDemand { ResourceId = "reader" }], Cost = 30 },
                    ],
                },
            ],
        };
        // snippet-end
        return workflow;
    }

    public static async Task<ResearchWorkflow> Import(string path)
    {
        // snippet-start: workflow-import
        await using FileStream file = File.OpenRead(path);
        ResearchWorkflow recorded = await WfFormatReader.ReadAsync(file, new WorkflowImportSettings { Slots = 16 });
        // snippet-end
        return recorded;
    }

    public static async Task Export(OptimizedWorkflow optimized)
    {
        // snippet-start: workflow-export
        await File.WriteAllTextAsync("schedule.ics", ICalendarWriter.Write(optimized));
        await File.WriteAllTextAsync("schedule.svg", SvgGantt.Render(optimized));
        await File.WriteAllTextAsync("schedule.mmd", MermaidGantt.Render(optimized));
        Console.WriteLine(TextGantt.Render(optimized.OptimizedTasks));
        // snippet-end
    }

    public static async Task Judge(IResearchAssistant assistant, ResearchWorkflow workflow)
    {
        // snippet-start: scheduling-objectives
        OptimizedWorkflow optimized = await assistant.OptimizeWorkflowAsync(workflow, new OptimizationRequest
        {
            Objectives =
            [
                new OptimizationObjective { Kind = ObjectiveKind.WeightedTardiness },
                new OptimizationObjective { Kind = ObjectiveKind.Cost },
                new OptimizationObjective { Kind = ObjectiveKind.Makespan },
            ],
        });
        foreach (ObjectiveValue value in optimized.ObjectiveValues)
            Console.WriteLine($"{value.Kind}: {value.Value:0.##}, was {value.Original:0.##}");
        // snippet-end
    }

    public static async Task Follow(IResearchAssistant assistant, ResearchWorkflow workflow, CancellationToken cancellationToken)
    {
        // snippet-start: scheduling-stream
        await foreach (OptimizationUpdate update in assistant.StreamOptimizationAsync(workflow, new OptimizationRequest { TimeBudget = TimeSpan.FromSeconds(10) }, cancellationToken))
        {
            Console.WriteLine($"{update.Makespan}, at most {update.Gap:P1} above the best");
            if (update.Result is { } best)
                Console.WriteLine(SvgGantt.Render(best));
        }
        // snippet-end
    }

    public static async Task<OptimizedWorkflow> Again(IResearchAssistant assistant, OptimizedWorkflow before)
    {
        // snippet-start: scheduling-reoptimize
        var starts = before.OptimizedTasks.ToDictionary(task => task.TaskId, task => task.Start);
        ResearchWorkflow running = before.OriginalWorkflow with
        {
            TaskSequence = [.. before.OriginalWorkflow.TaskSequence.Select(task => task with { PlannedStart = starts.TryGetValue(task.Id, out TimeSpan start) ? start : null })],
            Progress = new WorkflowProgress
            {
                Now = TimeSpan.FromHours(5),
                Tasks = [new TaskProgress { TaskId = "prepare", ActualStart = TimeSpan.FromHours(1), ActualEnd = TimeSpan.FromHours(5), PersonIds = ["ada"] }],
            },
        };
        OptimizedWorkflow after = await assistant.OptimizeWorkflowAsync(running, new OptimizationRequest
        {
            Objectives = [new OptimizationObjective { Kind = ObjectiveKind.Lateness }, new OptimizationObjective { Kind = ObjectiveKind.Disruption }, new OptimizationObjective { Kind = ObjectiveKind.Makespan }],
        });
        // snippet-end
        return after;
    }

    public static void Register(IAdvancedRlBuilder rl)
    {
        // snippet-start: scheduling-constraint-source-add
        rl.AddResearchAssistant(r => r.AddConstraintSourceForDomain<CellCultureRules>("cell-culture"));
        // snippet-end
    }

    // snippet-start: scheduling-constraint-source
    internal sealed class CellCultureRules : IWorkflowConstraintSource
    {
        public ValueTask<WorkflowContribution?> ContributeAsync(ResearchWorkflow workflow, CancellationToken cancellationToken = default)
        {
            WorkflowTask? thaw = workflow.TaskSequence.FirstOrDefault(task => task.TaskType == "thaw");
            WorkflowTask? seed = workflow.TaskSequence.FirstOrDefault(task => task.TaskType == "seed");
            return new(thaw is null || seed is null ? null : new WorkflowContribution
            {
                Dependencies = [new ContributedDependency { TaskId = seed.Id, Dependency = new TaskDependency { TaskId = thaw.Id, MaximumLag = TimeSpan.FromMinutes(30) } }],
                Rationale = ["Thawed cells are seeded within 30 minutes."],
            });
        }
    }
    // snippet-end
}
