using Google.OrTools.Sat;

namespace AiScholar.Rl.ResearchAssistant.OrTools;

/// <summary>
/// The constraint model of a scheduling problem: an interval a task, a cumulative a resource, linear precedence; least lateness first, least makespan second.
/// </summary>
internal sealed class CpSatModel
{
    private const int MaxRedundantCapacity = 3;
    private readonly SchedulingProblem _problem;
    private readonly CpModel _model = new();
    private readonly IntVar[] _starts;
    private readonly IntervalVar[] _intervals;
    private readonly IntVar _makespan;
    private readonly IntVar[] _lateness;

    /// <summary>
    /// Builds the model over the starts that can lead to a schedule no worse than <paramref name="best"/>, which becomes the hint; with <paramref name="windows"/>
    /// it only asks for a shorter one that keeps to them.
    /// </summary>
    public CpSatModel(SchedulingProblem problem, CriticalPath path, long lowerBound, long[] best, ScheduleCost bestCost, TimeWindows? windows = null)
    {
        _problem = problem;
        // Fewer or smaller misses of deadlines may cost a longer makespan, so only without deadlines does the known one bound the search.
        long end = problem.HasDueTimes ? problem.Horizon : windows is null ? bestCost.Makespan : bestCost.Makespan - 1;
        _starts = new IntVar[problem.TaskCount];
        for (int task = 0; task < _starts.Length; task++)
        {
            _starts[task] = windows is null
                ? _model.NewIntVar(path.Heads[task], end - problem.Durations[task] - path.Tails[task], $"s{task}")
                : _model.NewIntVar(windows.Starts[task], windows.Ends[task] - problem.Durations[task], $"s{task}");
            _model.AddHint(_starts[task], best[task]);
        }

        _intervals = [.. _starts.Select((start, task) => _model.NewFixedSizeIntervalVar(start, problem.Durations[task], $"i{task}"))];
        _makespan = _model.NewIntVar(lowerBound, end, "makespan");
        if (windows is null)
            _model.AddHint(_makespan, bestCost.Makespan);
        AddPrecedence();
        AddResources();
        _lateness = problem.HasDueTimes ? AddLateness(best, end) : [];
        LinearExpr objective = _makespan;
        if (_lateness.Length > 0)
            objective += (end + 1) * LinearExpr.Sum(_lateness);
        if (windows is null)
            _model.Minimize(objective);
        else
            AddRedundant();
    }

    /// <summary>The model itself.</summary>
    public CpModel Model => _model;

    /// <summary>The factor of lateness in the objective is larger than any makespan, so that the two compare in this order.</summary>
    public bool HasLateness => _lateness.Length > 0;

    /// <summary>The starts that <paramref name="solver"/> found.</summary>
    public long[] StartsOf(CpSolver solver) => [.. _starts.Select(solver.Value)];

    private void AddPrecedence()
    {
        for (int task = 0; task < _starts.Length; task++)
        {
            ReadOnlySpan<int> predecessors = _problem.Predecessors.Of(task);
            ReadOnlySpan<long> lags = _problem.Predecessors.LagsOf(task);
            for (int i = 0; i < predecessors.Length; i++)
                _model.Add(_starts[task] >= _starts[predecessors[i]] + (_problem.Durations[predecessors[i]] + lags[i]));
            if (_problem.Successors.Of(task).Length == 0)
                _model.Add(_makespan >= _starts[task] + _problem.Durations[task]);
        }
    }

    private void AddResources()
    {
        for (int resource = 0; resource < _problem.ResourceCount; resource++)
        {
            int[] users = [.. Enumerable.Range(0, _problem.TaskCount)
                .Where(task => _problem.DemandsOf(task)[resource] > 0 && _problem.Durations[task] > 0)];
            if (users.Sum(task => (long)_problem.DemandsOf(task)[resource]) <= _problem.Capacities[resource])
                continue;
            CumulativeConstraint cumulative = _model.AddCumulative(_problem.Capacities[resource]);
            foreach (int task in users)
                cumulative.AddDemand(_intervals[task], _problem.DemandsOf(task)[resource]);
        }
    }

    /// <summary>What follows from the resources together: sets of tasks that run one after the other, and how many large ones run at once.</summary>
    private void AddRedundant()
    {
        foreach (SharedCapacity shared in SharedCapacity.Of(_problem, new TaskConflicts(_problem)).Where(one => one.IsRedundant && one.Capacity <= MaxRedundantCapacity))
        {
            if (shared.Capacity == 1)
            {
                _model.AddNoOverlap(shared.Tasks.Select(task => _intervals[task]));
                continue;
            }

            CumulativeConstraint cumulative = _model.AddCumulative(shared.Capacity);
            for (int i = 0; i < shared.Tasks.Length; i++)
                cumulative.AddDemand(_intervals[shared.Tasks[i]], shared.Demands[i]);
        }
    }

    private IntVar[] AddLateness(long[] best, long end)
    {
        var lateness = new List<IntVar>();
        for (int task = 0; task < _starts.Length; task++)
        {
            long due = _problem.DueTimes[task];
            if (due >= end)
                continue;
            IntVar late = _model.NewIntVar(0, end, $"late{task}");
            _model.Add(late >= _starts[task] + (_problem.Durations[task] - due));
            _model.AddHint(late, Math.Max(0, best[task] + _problem.Durations[task] - due));
            lateness.Add(late);
        }

        return [.. lateness];
    }
}
