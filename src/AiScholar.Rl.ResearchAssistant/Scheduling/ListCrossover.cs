namespace AiScholar.Rl.ResearchAssistant;

/// <summary>Two-point crossover of precedence-feasible task lists, then neighbour swaps by chance; the child is precedence-feasible again (Hartmann 1998).</summary>
internal sealed class ListCrossover(SchedulingProblem problem)
{
    private const double SwapProbability = 0.05;
    private readonly int[] _takenBy = new int[problem.TaskCount];
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
        for (int i = 0; i + 1 < child.Length; i++)
        {
            if (random.NextDouble() < SwapProbability && !problem.Predecessors.Of(child[i + 1]).Contains(child[i]))
                (child[i], child[i + 1]) = (child[i + 1], child[i]);
        }
    }
}
