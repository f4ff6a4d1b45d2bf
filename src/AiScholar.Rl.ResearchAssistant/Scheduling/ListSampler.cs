namespace AiScholar.Rl.ResearchAssistant;

/// <summary>
/// Draws precedence-feasible lists at random, with a bias to what a priority rule prefers: each eligible task has a chance in proportion to
/// its regret, the worst eligible key less its own, plus one.
/// </summary>
/// <remarks>Regret-based biased random sampling: Drexl, Management Science 37 (1991); Kolisch, EJOR 90 (1996).</remarks>
internal sealed class ListSampler(SchedulingProblem problem, long[] keys)
{
    private readonly int[] _waiting = new int[problem.TaskCount];
    private readonly List<int> _eligible = [];

    /// <summary>Fills <paramref name="list"/> with a list drawn with <paramref name="random"/>.</summary>
    public void Sample(Span<int> list, ref SearchRandom random)
    {
        _eligible.Clear();
        for (int task = 0; task < _waiting.Length; task++)
        {
            _waiting[task] = problem.Predecessors.Of(task).Length;
            if (_waiting[task] == 0)
                _eligible.Add(task);
        }

        for (int at = 0; at < list.Length; at++)
        {
            int slot = Draw(ref random);
            int task = _eligible[slot];
            _eligible[slot] = _eligible[^1];
            _eligible.RemoveAt(_eligible.Count - 1);
            list[at] = task;
            foreach (int successor in problem.Successors.Of(task))
            {
                if (--_waiting[successor] == 0)
                    _eligible.Add(successor);
            }
        }
    }

    private int Draw(ref SearchRandom random)
    {
        long worst = long.MinValue;
        foreach (int task in _eligible)
            worst = Math.Max(worst, keys[task]);
        double total = 0;
        foreach (int task in _eligible)
            total += worst - keys[task] + 1.0;
        double at = random.NextDouble() * total;
        for (int slot = 0; slot < _eligible.Count; slot++)
        {
            at -= worst - keys[_eligible[slot]] + 1.0;
            if (at < 0)
                return slot;
        }

        return _eligible.Count - 1;
    }
}
