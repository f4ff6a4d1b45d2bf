using System.Globalization;

namespace AiScholar.Rl.Evaluation.Scheduling;

/// <summary>A PSPLIB instance as a research workflow and back: one unit of time is an hour.</summary>
internal static class PsplibWorkflow
{
    /// <summary>The workflow of an instance.</summary>
    public static ResearchWorkflow Of(PsplibInstance instance)
    {
        List<TaskDependency>[] dependencies = [.. Enumerable.Range(0, instance.JobCount).Select(_ => new List<TaskDependency>())];
        for (int job = 0; job < instance.JobCount; job++)
        {
            foreach (int successor in instance.Successors[job])
                dependencies[successor].Add(new TaskDependency { TaskId = Id(job) });
        }

        return new ResearchWorkflow
        {
            Id = instance.Name,
            TaskSequence = [.. Enumerable.Range(0, instance.JobCount).Select(job => new WorkflowTask
            {
                Id = Id(job),
                Duration = TimeSpan.FromHours(instance.Durations[job]),
                Dependencies = dependencies[job],
                Demands = [.. instance.Demands[job].Index().Where(demand => demand.Item > 0).Select(demand => new ResourceDemand { ResourceId = $"R{demand.Index + 1}", Amount = demand.Item })],
            })],
            Resources = [.. instance.Capacities.Index().Select(capacity => new ResearchResource { Id = $"R{capacity.Index + 1}", Capacity = capacity.Item })],
        };
    }

    /// <summary>Start of each job in hours; null for a job that the result has not, has twice, or starts at a fraction of an hour.</summary>
    public static double?[] StartsOf(PsplibInstance instance, OptimizedWorkflow optimized)
    {
        var starts = new double?[instance.JobCount];
        foreach (IGrouping<string, ScheduledTask> task in optimized.OptimizedTasks.GroupBy(task => task.TaskId))
        {
            int job = int.Parse(task.Key, CultureInfo.InvariantCulture) - 1;
            if (task.Count() == 1)
                starts[job] = task.Single().Start.TotalHours;
        }

        return starts;
    }

    private static string Id(int job) => (job + 1).ToString(CultureInfo.InvariantCulture);
}
