using System.Numerics;

namespace AiScholar.Rl.ResearchAssistant;

/// <summary>
/// For stretches of time from some task's earliest start to some task's latest end: what the tasks must do in it at the least is no more than the capacity times its
/// length. Else no schedule exists; and a task that would break this when it starts early, or ends late, has to start later, or end sooner.
/// </summary>
/// <remarks>
/// Baptiste, Le Pape and Nuijten, "Satisfiability tests and time-bound adjustments for cumulative scheduling problems", Annals of OR 92 (1999), left-shift/right-shift
/// tests and adjustments over O1 x O2; they subsume edge-finding's. Counts in doubles, which are exact below 2^53. Holds working memory: one thread at a time.
/// </remarks>
internal sealed class EnergeticReasoning
{
    private readonly SchedulingProblem _problem;
    private readonly SharedCapacity _shared;
    private readonly int _count;
    private readonly double[] _lengths;
    private readonly double[] _demands;
    private readonly double[] _firstEnds;
    private readonly double[] _lastStarts;
    private readonly double _largest;
    private readonly List<double> _froms = [];
    private readonly List<double> _untils = [];

    public EnergeticReasoning(SchedulingProblem problem, SharedCapacity shared)
    {
        (_problem, _shared, _count) = (problem, shared, shared.Tasks.Length);
        int padded = (_count + Vector<double>.Count - 1) / Vector<double>.Count * Vector<double>.Count;
        _lengths = new double[padded];
        _demands = new double[padded];
        _firstEnds = new double[padded];
        _lastStarts = new double[padded];
        for (int i = 0; i < _count; i++)
        {
            _lengths[i] = problem.Durations[shared.Tasks[i]];
            _demands[i] = shared.Demands[i];
            _largest = Math.Max(_largest, _lengths[i] * _demands[i]);
        }
    }

    /// <summary>Whether all amounts of work stay exact.</summary>
    public static bool Fits(SchedulingProblem problem, long end) =>
        (UInt128)end * (UInt128)(uint)problem.Capacities.DefaultIfEmpty(1).Max() * (UInt128)(uint)Math.Max(1, problem.TaskCount) < (UInt128)1 << 52;

    /// <summary>Narrows the windows; false when they leave no schedule.</summary>
    public bool Narrow(TimeWindows windows)
    {
        Load(windows);
        foreach (double from in _froms)
        {
            for (int k = _untils.Count - 1; k >= 0 && _untils[k] > from; k--)
            {
                double until = _untils[k];
                double slack = (_shared.Capacity * (until - from)) - Least(from, until);
                if (slack < 0)
                    return false;
                if (slack < _largest)
                    Adjust(windows, from, until, slack);
            }
        }

        return windows.IsPossible;
    }

    private void Load(TimeWindows windows)
    {
        _froms.Clear();
        _untils.Clear();
        for (int i = 0; i < _count; i++)
        {
            int task = _shared.Tasks[i];
            _firstEnds[i] = windows.Starts[task] + _lengths[i];
            _lastStarts[i] = windows.Ends[task] - _lengths[i];
            _froms.Add(windows.Starts[task]);
            _untils.Add(windows.Ends[task]);
        }

        Distinct(_froms);
        Distinct(_untils);
    }

    private static void Distinct(List<double> times)
    {
        times.Sort();
        int kept = 0;
        for (int i = 0; i < times.Count; i++)
        {
            if (kept == 0 || times[i] != times[kept - 1])
                times[kept++] = times[i];
        }

        times.RemoveRange(kept, times.Count - kept);
    }

    /// <summary>The least work that must be done between the two times.</summary>
    private double Least(double from, double until)
    {
        var begin = new Vector<double>(from);
        var end = new Vector<double>(until);
        var length = new Vector<double>(until - from);
        Vector<double> sum = Vector<double>.Zero;
        for (int i = 0; i < _lengths.Length; i += Vector<double>.Count)
        {
            Vector<double> part = Vector.Min(
                Vector.Min(new Vector<double>(_lengths, i), length),
                Vector.Min(new Vector<double>(_firstEnds, i) - begin, end - new Vector<double>(_lastStarts, i)));
            sum += Vector.Max(part, Vector<double>.Zero) * new Vector<double>(_demands, i);
        }

        return Vector.Sum(sum);
    }

    private void Adjust(TimeWindows windows, double from, double until, double slack)
    {
        for (int i = 0; i < _count; i++)
        {
            double length = Math.Min(_lengths[i], until - from);
            double early = Math.Min(length, _firstEnds[i] - from);
            double late = Math.Min(length, until - _lastStarts[i]);
            double least = Math.Max(0, Math.Min(early, late));
            // So much of the task at most may lie in the stretch.
            double most = Math.Floor((slack / _demands[i]) + least + 1e-9);
            if (early > most)
                windows.StartFrom(_shared.Tasks[i], (long)(until - most));
            if (late > most)
                windows.EndBy(_shared.Tasks[i], (long)(from + most));
        }
    }
}
