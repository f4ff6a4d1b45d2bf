namespace AiScholar.Rl.ResearchAssistant;

/// <summary>Gathers what simulated futures of a plan come to.</summary>
internal sealed class SimulatedMakespans(int tasks, int futures)
{
    private static readonly double[] Probabilities = [0.05, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99];

    private readonly double[] _makespans = new double[futures];
    private readonly int[] _critical = new int[tasks];
    private readonly double[] _starts = new double[tasks];
    private int _count;

    /// <summary>Adds a future: its makespan, the starts, what each task waited for (-1 for nothing) and the task that ended last (-1 without tasks).</summary>
    public void Add(double makespan, double[] starts, int[] blockers, int last)
    {
        _makespans[_count++] = makespan;
        for (int task = 0; task < starts.Length; task++)
            _starts[task] += starts[task] / _makespans.Length;
        for (int task = last; task >= 0; task = blockers[task])
            _critical[task]++;
    }

    /// <summary>The report, without the rule; <paramref name="planned"/> is the end as planned, in units.</summary>
    public RobustnessReport Report(ResearchWorkflow workflow, long unitTicks, double promise, double planned)
    {
        Array.Sort(_makespans);
        return new RobustnessReport
        {
            ExecutionOrder = [],
            ExpectedMakespan = Time(_makespans.DefaultIfEmpty(0).Average()),
            Quantiles = [.. Probabilities.Append(promise).Distinct().Order().Select(probability => new MakespanQuantile { Probability = probability, Makespan = Time(At(probability)) })],
            DeadlineProbability = (workflow.Deadline ?? workflow.HardDeadline) is { } limit ? _makespans.Count(makespan => Time(makespan) <= limit) / (double)_makespans.Length : null,
            ProjectBuffer = Time(Math.Max(0, At(promise) - planned)),
            Criticality = [.. Enumerable.Range(0, _critical.Length).OrderByDescending(task => _critical[task]).Select(task => new TaskCriticality
            {
                TaskId = workflow.TaskSequence[task].Id,
                Index = _critical[task] / (double)_makespans.Length,
                ExpectedStart = Time(_starts[task]),
            })],
            Scenarios = _makespans.Length,
        };

        TimeSpan Time(double units) => TimeSpan.FromTicks((long)Math.Min(units * unitTicks, TimeSpan.MaxValue.Ticks / 2));

        // The k-th of N is exceeded by a new one with the probability 1 - k / (N + 1).
        double At(double probability) => _makespans[Math.Clamp((int)Math.Ceiling(probability * (_makespans.Length + 1)) - 1, 0, _makespans.Length - 1)];
    }
}
