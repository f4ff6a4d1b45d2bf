namespace AiScholar.Rl.ResearchAssistant;

/// <summary>
/// How early the work of a schedule is done, from 0 to 1: the mean time of its work, each resource weighted by 1 / capacity, as a part of the schedule's length.
/// Of two schedules of the same length the one with less work near its end is the one that justification shortens more often.
/// </summary>
internal sealed class ScheduleCompactness
{
    private readonly double[] _weights;
    private readonly double _offset;

    public ScheduleCompactness(SchedulingProblem problem)
    {
        _weights = new double[problem.TaskCount];
        double total = 0;
        for (int task = 0; task < _weights.Length; task++)
        {
            double load = 0;
            ReadOnlySpan<int> demands = problem.DemandsOf(task);
            for (int resource = 0; resource < demands.Length; resource++)
                load += (double)demands[resource] / Math.Max(1, problem.Capacities[resource]);
            _weights[task] = load * problem.Durations[task];
            total += _weights[task];
        }

        for (int task = 0; task < _weights.Length && total > 0; task++)
        {
            _weights[task] /= total;
            _offset += _weights[task] * problem.Durations[task] / 2;
        }
    }

    /// <summary>The figure for <paramref name="starts"/> in a schedule of <paramref name="length"/>; 0 when there is no work.</summary>
    public double Of(ReadOnlySpan<long> starts, long length)
    {
        double sum = _offset;
        double[] weights = _weights;
        for (int task = 0; task < weights.Length && task < starts.Length; task++)
            sum += weights[task] * starts[task];
        return length == 0 ? 0 : sum / length;
    }
}
