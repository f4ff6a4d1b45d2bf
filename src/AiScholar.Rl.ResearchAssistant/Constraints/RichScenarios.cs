namespace AiScholar.Rl.ResearchAssistant;

/// <summary>Futures of a rich workflow: durations of whichever modes are chosen, the same draws for every schedule (common random numbers).</summary>
/// <remarks>Latin hypercube: each task meets every part of its distribution once.</remarks>
internal sealed class RichScenarios
{
    private readonly RichProblem _problem;
    private readonly double[][] _draws;
    private readonly FactorSet? _factors;

    public RichScenarios(RichProblem problem, int count, long seed)
    {
        _problem = problem;
        _factors = FactorSet.Of(problem.Workflow.TaskSequence, count, seed);
        var random = new SearchRandom(seed);
        _draws = [.. Enumerable.Range(0, count).Select(_ => new double[problem.TaskCount])];
        int[] order = [.. Enumerable.Range(0, count)];
        for (int task = 0; task < problem.TaskCount; task++)
        {
            for (int i = count - 1; i > 0; i--)
            {
                int other = random.Next(i + 1);
                (order[i], order[other]) = (order[other], order[i]);
            }

            for (int future = 0; future < count; future++)
                _draws[future][task] = (order[future] + 0.5) / count;
        }
    }

    /// <summary>The durations in a future, in the modes of <paramref name="genome"/>.</summary>
    public void Fill(RichGenome genome, int future, long[] durations)
    {
        for (int task = 0; task < durations.Length; task++)
        {
            RichMode mode = _problem.Tasks[task].Modes[genome.Modes[task]];
            long own = mode.Law is null ? mode.Duration : mode.Law.Quantile(_draws[future][task]).Ticks;
            durations[task] = _factors is null ? own : (long)Math.Min(own * _factors[task, future], TimeSpan.TicksPerDay * 36_525d);
        }
    }
}
