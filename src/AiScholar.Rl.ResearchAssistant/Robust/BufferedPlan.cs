namespace AiScholar.Rl.ResearchAssistant;

/// <summary>A schedule with the buffers that pay, and what they are worth in futures that they were not sized by.</summary>
internal sealed record BufferedPlan
{
    /// <summary>The links that are kept.</summary>
    public required PublishedPlan Plan { get; init; }

    /// <summary>The published starts, in units.</summary>
    public required long[] Starts { get; init; }

    /// <summary>When all ends as published.</summary>
    public required long End { get; init; }

    public required IReadOnlyList<TaskBuffer> Buffers { get; init; }

    /// <summary>The expected weighted delay.</summary>
    public required TimeSpan Delay { get; init; }

    public required TimeSpan DelayWithout { get; init; }

    /// <summary>Inserts buffers into a schedule. Its end stays within the workflow's deadline or, without one, the quantile <paramref name="promise"/> of the makespan.</summary>
    public static BufferedPlan Of(CompiledWorkflow compiled, long[] starts, ScenarioSet futures, double keep, double promise, long seed)
    {
        SchedulingProblem problem = compiled.Problem;
        IReadOnlyList<WorkflowTask> tasks = compiled.Workflow.TaskSequence;
        var plan = new PublishedPlan(problem, starts);
        var sizing = new ScenarioSet(problem, tasks, BufferInsertion.FutureCount(futures.Count), seed);
        double[] makespans = [.. Enumerable.Range(0, sizing.Count).Select(i => plan.Run(starts, sizing[i])).Order()];
        double until = compiled.Workflow.Deadline is { } deadline ? (double)deadline.Ticks / problem.UnitTicks : makespans[Math.Clamp((int)Math.Ceiling(promise * makespans.Length) - 1, 0, makespans.Length - 1)];
        double[] weights = [.. tasks.Select(task => task.Priority)];
        (long[] published, long[] buffers) = new BufferInsertion(plan, sizing, weights, keep, until).Run(starts);
        (double delayWithout, double[] keptWithout) = Judge(plan, starts, futures, weights);
        (double delay, double[] kept) = Judge(plan, published, futures, weights);
        return new BufferedPlan
        {
            Plan = plan,
            Starts = published,
            End = plan.EndOf(published),
            Buffers = [.. Enumerable.Range(0, tasks.Count).Where(task => buffers[task] > 0).OrderBy(task => published[task]).Select(task => new TaskBuffer
            {
                TaskId = compiled.TaskId(task),
                Buffer = compiled.ToTime(buffers[task]),
                KeptProbability = kept[task],
                KeptProbabilityWithout = keptWithout[task],
            })],
            Delay = compiled.ToTime((long)delay),
            DelayWithout = compiled.ToTime((long)delayWithout),
        };
    }

    private static (double Delay, double[] Kept) Judge(PublishedPlan plan, long[] published, ScenarioSet futures, double[] weights)
    {
        var kept = new double[published.Length];
        double sum = 0;
        for (int i = 0; i < futures.Count; i++)
        {
            plan.Run(published, futures[i]);
            for (int task = 0; task < published.Length; task++)
            {
                double delay = plan.Starts[task] - published[task];
                sum += weights[task] * delay / futures.Count;
                kept[task] += delay <= 0 ? 1.0 / futures.Count : 0;
            }
        }

        return (sum, kept);
    }
}
