namespace AiScholar.Rl.ResearchAssistant;

/// <summary>
/// Two-point crossover of precedence-feasible task lists (Hartmann 1998), then as mutation up to four tasks, each put at a random place between its last
/// predecessor and its first successor; the child is precedence-feasible again.
/// </summary>
internal sealed class ListCrossover(SchedulingProblem problem)
{
    private const int MaxMoves = 4;
    private readonly int[] _takenBy = new int[problem.TaskCount];
    private readonly int[] _positions = new int[problem.TaskCount];
    private int _children;

    /// <summary>The child that keeps the mother's order outside a stretch and takes the father's inside it.</summary>
    public int[] Cross(int[] mother, int[] father, ref SearchRandom random)
    {
        int n = mother.Length;
        int from = random.Next(n);
        int to = random.Next(n);
        if (from > to)
            (from, to) = (to, from);
        _children++;
        var child = new int[n];
        for (int i = 0; i < from; i++)
            Take(child, i, mother[i]);
        int at = from;
        for (int i = 0; at < to; i++)
        {
            if (_takenBy[father[i]] != _children)
                Take(child, at++, father[i]);
        }

        for (int i = 0; at < n; i++)
        {
            if (_takenBy[mother[i]] != _children)
                Take(child, at++, mother[i]);
        }

        Mutate(child, ref random);
        return child;
    }

    private void Take(int[] child, int at, int task)
    {
        child[at] = task;
        _takenBy[task] = _children;
    }

    private void Mutate(int[] child, ref SearchRandom random)
    {
        for (int moves = random.Next(MaxMoves + 1); moves > 0; moves--)
        {
            for (int i = 0; i < child.Length; i++)
                _positions[child[i]] = i;
            int from = random.Next(child.Length);
            int task = child[from];
            int first = 0;
            int last = child.Length - 1;
            foreach (int predecessor in problem.Predecessors.Of(task))
                first = Math.Max(first, _positions[predecessor] + 1);
            foreach (int successor in problem.Successors.Of(task))
                last = Math.Min(last, _positions[successor] - 1);
            int to = first + random.Next(last - first + 1);
            if (to > from)
                Array.Copy(child, from + 1, child, from, to - from);
            else
                Array.Copy(child, to, child, to + 1, from - to);
            child[to] = task;
        }
    }
}
