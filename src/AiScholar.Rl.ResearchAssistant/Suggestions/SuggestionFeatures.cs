namespace AiScholar.Rl.ResearchAssistant;

/// <summary>What of a workflow tells how hard it is to schedule, as features; all near 0 to 1.</summary>
internal static class SuggestionFeatures
{
    private const string Namespace = "workflow";

    /// <summary>The features of a workflow that passed the basic checks, and those of the host.</summary>
    public static FeatureSet Of(ResearchWorkflow workflow, OptimizationRequest request, FeatureSet context)
    {
        IReadOnlyList<WorkflowTask> tasks = workflow.TaskSequence;
        double work = tasks.Sum(task => task.Duration.TotalHours);
        double path = LongestPath(tasks).TotalHours;
        double load = LargestLoad(workflow);
        int count = Math.Max(1, tasks.Count);
        var features = new List<Feature>
        {
            Feature.Numeric("tasks", Math.Min(1, Math.Log2(count) / 12), Namespace),
            Feature.Categorical("size", Size(tasks.Count), Namespace),
            Feature.Numeric("links", Math.Min(1, tasks.Sum(task => task.Dependencies.Count) / (4.0 * count)), Namespace),
            Feature.Numeric("parallelism", work > 0 ? 1 - (path / work) : 0, Namespace),
            Feature.Numeric("contention", path + load > 0 ? load / (path + load) : 0, Namespace),
            Feature.Numeric("variable", tasks.Count(task => task.DurationDistribution is not null) / (double)count, Namespace),
            Feature.Categorical("model", request.Robustness is not null ? "robust" : RichFeatures.Uses(workflow, request) ? "rich" : "plain", Namespace),
        };
        if (workflow.Domain is { Length: > 0 } domain)
            features.Add(Feature.Categorical("domain", domain, Namespace));
        features.AddRange(context);
        return FeatureSet.Create(features.ToArray());
    }

    private static string Size(int tasks) => tasks switch { <= 10 => "10", <= 30 => "30", <= 100 => "100", <= 300 => "300", _ => "more" };

    /// <summary>The longest chain of tasks, lags left aside; tasks of a cycle, which the optimizer refuses, do not count.</summary>
    private static TimeSpan LongestPath(IReadOnlyList<WorkflowTask> tasks)
    {
        var index = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int i = 0; i < tasks.Count; i++)
            index[tasks[i].Id] = i;
        var followers = new List<int>[tasks.Count];
        var waiting = new int[tasks.Count];
        for (int i = 0; i < tasks.Count; i++)
        {
            foreach (TaskDependency dependency in tasks[i].Dependencies)
            {
                (followers[index[dependency.TaskId]] ??= []).Add(i);
                waiting[i]++;
            }
        }

        var ends = new TimeSpan[tasks.Count];
        var ready = new Queue<int>(Enumerable.Range(0, tasks.Count).Where(i => waiting[i] == 0));
        TimeSpan longest = TimeSpan.Zero;
        while (ready.TryDequeue(out int at))
        {
            ends[at] += tasks[at].Duration;
            longest = ends[at] > longest ? ends[at] : longest;
            foreach (int next in followers[at] ?? [])
            {
                ends[next] = ends[at] > ends[next] ? ends[at] : ends[next];
                if (--waiting[next] == 0)
                    ready.Enqueue(next);
            }
        }

        return longest;
    }

    /// <summary>The hours that the most loaded resource needs at least.</summary>
    private static double LargestLoad(ResearchWorkflow workflow)
    {
        var capacity = workflow.Resources.Where(resource => resource.Capacity > 0).ToDictionary(resource => resource.Id, resource => resource.Capacity, StringComparer.Ordinal);
        return workflow.TaskSequence
            .SelectMany(task => task.Demands.Select(demand => (demand.ResourceId, Hours: task.Duration.TotalHours * demand.Amount)))
            .GroupBy(demand => demand.ResourceId, StringComparer.Ordinal)
            .Select(group => capacity.TryGetValue(group.Key, out int units) ? group.Sum(demand => demand.Hours) / units : 0)
            .DefaultIfEmpty(0)
            .Max();
    }
}
