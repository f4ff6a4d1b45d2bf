namespace AiScholar.Rl.ResearchAssistant;

/// <summary>A workflow with all kinds of constraints, packed: what the rich decoder reads. Times are ticks from the start of the workflow.</summary>
internal sealed record RichProblem
{
    /// <summary>The workflow.</summary>
    public required ResearchWorkflow Workflow { get; init; }

    /// <summary>Its tasks in their order.</summary>
    public required RichTask[] Tasks { get; init; }

    /// <summary>Tasks that come after each task.</summary>
    public required int[][] Successors { get; init; }

    /// <summary>Capacity of each renewable resource, the first stock of each consumable; by index in the workflow.</summary>
    public required int[] Capacities { get; init; }

    /// <summary>Deliveries of each consumable by time; null for renewables.</summary>
    public required (long At, int Amount)[]?[] Deliveries { get; init; }

    /// <summary>Set-up times of each resource by [family before + 1, family after]; null for none.</summary>
    public required long[,]?[] Setups { get; init; }

    /// <summary>Number of the working hours of each person.</summary>
    public required int[] PersonCalendars { get; init; }

    /// <summary>What an hour of each person costs.</summary>
    public required double[] PersonCosts { get; init; }

    /// <summary>All working hours.</summary>
    public required CalendarSet Calendars { get; init; }

    /// <summary>What there is to choose: optional tasks and alternatives.</summary>
    public required RichChoice[] Choices { get; init; }

    /// <summary>For each task the one with which it is done or left out; itself when it stands alone.</summary>
    public required int[] Roots { get; init; }

    /// <summary>Whether each task is done in every schedule.</summary>
    public required bool[] Sure { get; init; }

    /// <summary>Whether each task is left out in every schedule, because another alternative has started.</summary>
    public required bool[] Closed { get; init; }

    /// <summary>Nothing new starts before.</summary>
    public required long Now { get; init; }

    /// <summary>An order in which each task comes after those it is tied to; ties in the given order.</summary>
    public required int[] TopologicalOrder { get; init; }

    /// <summary>Orders that have worked.</summary>
    public required IReadOnlyList<WorkflowPattern> Patterns { get; init; }

    /// <summary>What a search is judged by.</summary>
    public required IReadOnlyList<OptimizationObjective> Objectives { get; init; }

    /// <summary>Number of tasks.</summary>
    public int TaskCount => Tasks.Length;

    /// <summary>Whether the result must be told apart from the given plan.</summary>
    public bool HasPlan => Tasks.Length > 0 && Tasks.All(task => task.Planned >= 0);

    /// <summary>The id of a task.</summary>
    public string TaskId(int task) => Workflow.TaskSequence[task].Id;

    /// <summary>What to call a task.</summary>
    public string TaskLabel(int task) => Workflow.TaskSequence[task] is { Name.Length: > 0 } named ? named.Name : TaskId(task);
}

/// <summary>Tasks of which one is done, or none when <paramref name="MayBeNone"/>.</summary>
internal sealed record RichChoice(int[] Options, bool MayBeNone);
