namespace AiScholar.Rl.ResearchAssistant;

/// <summary>Futures: a duration of every task in each, in units. The same futures judge every rule (common random numbers), so that differences are those of the rules.</summary>
/// <remarks>Latin hypercube sampling: each task's durations fall once into each of as many equally likely strata as there are futures (McKay, Beckman and Conover, Technometrics 21, 1979).</remarks>
internal sealed class ScenarioSet
{
    private readonly double[] _durations;
    private readonly int _tasks;

    /// <summary>Draws <paramref name="count"/> futures of the tasks of <paramref name="workflow"/>, with what they share.</summary>
    public ScenarioSet(SchedulingProblem problem, IReadOnlyList<WorkflowTask> workflow, int count, long seed)
        : this(problem, [.. workflow.Select(task => task.DurationDistribution)], count, seed)
    {
        if (FactorSet.Of(workflow, count, seed) is not { } factors)
            return;
        for (int scenario = 0; scenario < count; scenario++)
        {
            for (int task = 0; task < _tasks; task++)
                _durations[((long)scenario * _tasks) + task] *= factors[task, scenario];
        }
    }

    /// <summary>Draws <paramref name="count"/> futures of independent durations; a task without a law takes as long as planned.</summary>
    public ScenarioSet(SchedulingProblem problem, IReadOnlyList<DurationDistribution?> laws, int count, long seed)
    {
        _tasks = problem.TaskCount;
        Count = count;
        _durations = new double[(long)count * _tasks];
        var random = new SearchRandom(seed);
        int[] strata = [.. Enumerable.Range(0, count)];
        for (int task = 0; task < _tasks; task++)
        {
            for (int i = count - 1; i > 0; i--)
            {
                int other = random.Next(i + 1);
                (strata[i], strata[other]) = (strata[other], strata[i]);
            }

            for (int scenario = 0; scenario < count; scenario++)
            {
                double uniform = (strata[scenario] + random.NextDouble()) / count;
                _durations[((long)scenario * _tasks) + task] = laws[task] is { } law
                    ? (double)law.Quantile(uniform).Ticks / problem.UnitTicks
                    : problem.Durations[task];
            }
        }
    }

    /// <summary>How many futures.</summary>
    public int Count { get; }

    /// <summary>The durations in one of them.</summary>
    public ReadOnlySpan<double> this[int scenario] => _durations.AsSpan(scenario * _tasks, _tasks);
}
