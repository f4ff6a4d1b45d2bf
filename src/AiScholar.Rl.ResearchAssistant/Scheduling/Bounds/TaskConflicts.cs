namespace AiScholar.Rl.ResearchAssistant;

/// <summary>Which tasks can never run at the same time: one comes after the other, or together they need more of a resource than there is.</summary>
internal sealed class TaskConflicts
{
    private readonly int _words;
    private readonly ulong[] _after;
    private readonly ulong[] _conflicts;

    public TaskConflicts(SchedulingProblem problem)
    {
        int n = problem.TaskCount;
        _words = (n + 63) / 64;
        _after = new ulong[n * _words];
        _conflicts = new ulong[n * _words];
        for (int k = n - 1; k >= 0; k--)
        {
            int task = problem.TopologicalOrder[k];
            Span<ulong> row = _after.AsSpan(task * _words, _words);
            foreach (int successor in problem.Successors.Of(task))
            {
                Set(row, successor);
                ReadOnlySpan<ulong> further = _after.AsSpan(successor * _words, _words);
                for (int word = 0; word < _words; word++)
                    row[word] |= further[word];
            }
        }

        for (int first = 0; first < n; first++)
        {
            for (int second = first + 1; second < n; second++)
            {
                if (IsBefore(first, second) || IsBefore(second, first) || NeedTooMuch(problem, first, second))
                {
                    Set(_conflicts.AsSpan(first * _words, _words), second);
                    Set(_conflicts.AsSpan(second * _words, _words), first);
                }
            }
        }
    }

    /// <summary>Whether <paramref name="second"/> may only start when <paramref name="first"/> has ended, be it through other tasks.</summary>
    public bool IsBefore(int first, int second) => Has(_after, first, second);

    /// <summary>Whether the two never run at the same time.</summary>
    public bool AreDisjoint(int first, int second) => Has(_conflicts, first, second);

    /// <summary>Whether only a resource keeps the two apart, so that either may come first.</summary>
    public bool AreUnordered(int first, int second) => AreDisjoint(first, second) && !IsBefore(first, second) && !IsBefore(second, first);

    private bool Has(ulong[] rows, int row, int column) => (rows[(row * _words) + (column / 64)] >> (column % 64) & 1) != 0;

    private static void Set(Span<ulong> row, int column) => row[column / 64] |= 1UL << (column % 64);

    private static bool NeedTooMuch(SchedulingProblem problem, int first, int second)
    {
        // A task without length is nowhere at all, whatever it needs.
        if (problem.Durations[first] == 0 || problem.Durations[second] == 0)
            return false;
        ReadOnlySpan<int> one = problem.DemandsOf(first);
        ReadOnlySpan<int> other = problem.DemandsOf(second);
        for (int resource = 0; resource < one.Length; resource++)
        {
            if ((long)one[resource] + other[resource] > problem.Capacities[resource])
                return true;
        }

        return false;
    }
}
