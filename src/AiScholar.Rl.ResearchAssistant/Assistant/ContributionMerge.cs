namespace AiScholar.Rl.ResearchAssistant;

/// <summary>Adds what constraint sources know to a workflow and a request.</summary>
internal static class ContributionMerge
{
    /// <summary>The workflow and request with <paramref name="contribution"/>.</summary>
    /// <exception cref="ExtensionException">It names what is not there, is out of its range, or makes a cycle of dependencies.</exception>
    public static (ResearchWorkflow Workflow, OptimizationRequest Request) Add(ResearchWorkflow workflow, OptimizationRequest request, WorkflowContribution contribution, string source)
    {
        Check(workflow, contribution, source);
        ILookup<string, TaskDependency> ties = contribution.Dependencies.ToLookup(one => one.TaskId, one => one.Dependency, StringComparer.Ordinal);
        ILookup<string, TaskWindow> windows = contribution.Windows.ToLookup(one => one.TaskId, StringComparer.Ordinal);
        ResearchWorkflow merged = workflow with { TaskSequence = [.. workflow.TaskSequence.Select(task => Merge(task, [.. ties[task.Id]], [.. windows[task.Id]], contribution.Priorities)) ] };
        if (ties.Count > 0 && !HasCycle(workflow) && HasCycle(merged))
            throw Nonsense(source, "adds dependencies that form a cycle");
        return (merged, contribution.Patterns.Count == 0 ? request : request with { Patterns = [.. request.Patterns, .. contribution.Patterns] });
    }

    /// <summary>What was added, for the rationale.</summary>
    public static IEnumerable<string> Describe(WorkflowContribution contribution, string source)
    {
        string[] parts = [.. new (int Count, string One, string Many)[]
        {
            (contribution.Dependencies.Count, "dependency", "dependencies"),
            (contribution.Windows.Count, "time window", "time windows"),
            (contribution.Priorities.Count, "priority", "priorities"),
            (contribution.Patterns.Count, "pattern", "patterns"),
        }.Where(part => part.Count > 0).Select(part => $"{part.Count} {(part.Count == 1 ? part.One : part.Many)}")];
        if (parts.Length > 0)
            yield return $"'{source}' contributed {string.Join(", ", parts)}.";
        foreach (string sentence in contribution.Rationale)
            yield return sentence;
    }

    private static WorkflowTask Merge(WorkflowTask task, TaskDependency[] ties, TaskWindow[] windows, IReadOnlyDictionary<string, double> priorities)
    {
        bool hasPriority = priorities.TryGetValue(task.Id, out double priority);
        if (ties.Length == 0 && windows.Length == 0 && !hasPriority)
            return task;
        TimeSpan? release = windows.Select(window => window.ReleaseTime).Append(task.ReleaseTime).Max();
        TimeSpan? deadline = windows.Select(window => window.HardDeadline).Append(task.HardDeadline).Min();
        return task with { Dependencies = [.. task.Dependencies, .. ties], ReleaseTime = release, HardDeadline = deadline, Priority = hasPriority ? priority : task.Priority };
    }

    private static void Check(ResearchWorkflow workflow, WorkflowContribution contribution, string source)
    {
        if (contribution.Dependencies is null || contribution.Windows is null || contribution.Priorities is null || contribution.Patterns is null || contribution.Rationale is null
            || contribution.Dependencies.Any(one => one?.Dependency is null) || contribution.Windows.Any(one => one is null) || contribution.Patterns.Any(one => one?.Steps is null || one.Steps.Any(step => step is null)))
            throw Nonsense(source, "returned a contribution with nulls");
        HashSet<string> known = [.. workflow.TaskSequence.Select(task => task.Id)];
        string? unknown = contribution.Dependencies.SelectMany(one => new[] { one.TaskId, one.Dependency.TaskId })
            .Concat(contribution.Windows.Select(one => one.TaskId)).Concat(contribution.Priorities.Keys).FirstOrDefault(id => id is null || !known.Contains(id));
        if (unknown is not null || contribution.Dependencies.Any(one => one.TaskId is null))
            throw Nonsense(source, $"names the task '{unknown}', which the workflow does not have");
        bool isOutOfRange = contribution.Dependencies.Any(one => one.Dependency.Lag < TimeSpan.Zero || one.Dependency.MaximumLag < one.Dependency.Lag)
            || contribution.Windows.Any(one => one.ReleaseTime < TimeSpan.Zero || one.HardDeadline < TimeSpan.Zero)
            || contribution.Priorities.Values.Any(priority => !(priority >= 0 && double.IsFinite(priority)))
            || contribution.Patterns.Any(one => !(one.Support is >= 0 and <= 1));
        if (isOutOfRange)
            throw Nonsense(source, "returned a time, a priority or a support out of its range");
    }

    private static bool HasCycle(ResearchWorkflow workflow)
    {
        var waiting = workflow.TaskSequence.ToDictionary(task => task.Id, task => task.Dependencies.Count, StringComparer.Ordinal);
        ILookup<string, string> after = workflow.TaskSequence.SelectMany(task => task.Dependencies.Select(tie => (tie.TaskId, task.Id))).ToLookup(pair => pair.TaskId, pair => pair.Id, StringComparer.Ordinal);
        var ready = new Stack<string>(waiting.Where(pair => pair.Value == 0).Select(pair => pair.Key));
        int done = 0;
        while (ready.TryPop(out string? id))
        {
            done++;
            foreach (string next in after[id])
            {
                if (--waiting[next] == 0)
                    ready.Push(next);
            }
        }

        return done < waiting.Count;
    }

    private static ExtensionException Nonsense(string source, string what) => new(AdvancedRlErrorCode.ExtensionFailed, source, $"'{source}' {what}.");
}
