namespace AiScholar.Rl.ResearchAssistant;

/// <summary>Tells workflows that the plain scheduling problem cannot express.</summary>
internal static class RichFeatures
{
    /// <summary>Whether <paramref name="workflow"/> or the objectives of <paramref name="request"/> need the rich problem.</summary>
    public static bool Uses(ResearchWorkflow workflow, OptimizationRequest request) =>
        UsesObjectives(workflow, request) || request.Patterns.Count > 0
        || workflow.Progress is not null || workflow.HardDeadline is not null
        || workflow.People is not { Count: 0 } || workflow.Calendars is not { Count: 0 }
        || (workflow.Resources?.Any(IsRich) ?? false)
        || (workflow.TaskSequence?.Any(IsRich) ?? false);

    /// <summary>Whether the objectives are other than lateness, then the makespan.</summary>
    private static bool UsesObjectives(ResearchWorkflow workflow, OptimizationRequest request)
    {
        ObjectiveKind[] kinds = [.. request.Objectives.Select(objective => objective.Kind)];
        bool isPlain = kinds is [] or [ObjectiveKind.Lateness, ObjectiveKind.Makespan]
            || (kinds is [ObjectiveKind.Makespan] && (workflow.TaskSequence?.All(task => task?.Deadline is null) ?? true));
        return !isPlain;
    }

    private static bool IsRich(ResearchResource resource) =>
        resource is not null && (resource.Kind != ResourceKind.Renewable || resource.CalendarId is not null
            || resource.SetupTimes is not { Count: 0 } || resource.Replenishments is not { Count: 0 } || resource.CostPerHour != 0 || resource.CostPerUnit != 0);

    private static bool IsRich(WorkflowTask task) =>
        task is not null && (task.Skills is not { Count: 0 } || task.Modes is not { Count: 0 } || task.Cost != 0 || task.CalendarId is not null
            || task.HardDeadline is not null || task.IsOptional || task.AlternativeGroup is not null || task.WithTaskId is not null
            || (task.Dependencies?.Any(tie => tie is not null && (tie.MaximumLag is not null || tie.Type != DependencyType.FinishToStart)) ?? false));
}
