namespace AiScholar.Rl.ResearchAssistant;

/// <summary>
/// Crosses two schedules of one direction into a list for the other: what the father does in a stretch of time keeps the father's order, what he does before and
/// after it takes the mother's. Then one or two tasks move to random places between their last predecessor and first successor.
/// </summary>
/// <remarks>
/// The two-point crossover on start times of Debels and Vanhoucke (Operations Research 55, 2007), with a stretch of 0.3 to 0.5 of the father's length at a random
/// place: preferring the stretch with the highest use of resources did worse in trials. Holds working memory: one thread at a time.
/// </remarks>
internal sealed class WindowCrossover(SchedulingProblem problem)
{
    private const double MinWindow = 0.3;
    private const double MaxWindow = 0.5;
    private const int MaxMoves = 2;

    private readonly int[] _child = new int[problem.TaskCount];
    private readonly int[] _fatherAt = new int[problem.TaskCount];
    private readonly int[] _marks = new int[problem.TaskCount];
    private int _mark;

    /// <summary>The child's list, valid until the next call; <paramref name="from"/> is the problem of the parents' direction, <paramref name="to"/> that of the child's.</summary>
    public ReadOnlySpan<int> Cross(Individual mother, Individual father, SchedulingProblem from, SchedulingProblem to, ref SearchRandom random)
    {
        int[] fathers = father.List;
        int[] mothers = mother.List;
        double window = father.Length * (MinWindow + ((MaxWindow - MinWindow) * random.NextDouble()));
        long length = Math.Max(1, (long)window);
        long begin = (long)(random.NextDouble() * Math.Max(1, father.Length - length + 1));
        int first = FirstAt(father, from, begin);
        int last = FirstAt(father, from, begin + length);
        int[] fatherAt = _fatherAt;
        for (int i = 0; i < fathers.Length; i++)
            fatherAt[fathers[i]] = i;

        int[] child = _child;
        int before = 0;
        int after = last;
        foreach (int task in mothers)
        {
            int at = fatherAt[task];
            if (at < first)
                child[before++] = task;
            else if (at >= last)
                child[after++] = task;
        }

        fathers.AsSpan(first, last - first).CopyTo(child.AsSpan(first));
        for (int moves = 1 + random.Next(MaxMoves); moves > 0; moves--)
            Move(to, ref random);
        return child;
    }

    /// <summary>The first place in the father's list whose task starts at <paramref name="time"/> or later, in the time of the child's direction.</summary>
    private static int FirstAt(Individual father, SchedulingProblem from, long time)
    {
        int low = 0;
        int high = father.List.Length;
        while (low < high)
        {
            int middle = (low + high) / 2;
            int task = father.List[middle];
            if (father.Length - father.Starts[task] - from.Durations[task] < time)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }

    private void Move(SchedulingProblem to, ref SearchRandom random)
    {
        int[] child = _child;
        int at = random.Next(child.Length);
        int task = child[at];
        _mark++;
        foreach (int predecessor in to.Predecessors.Of(task))
            _marks[predecessor] = _mark;
        foreach (int successor in to.Successors.Of(task))
            _marks[successor] = _mark;
        int first = at;
        while (first > 0 && _marks[child[first - 1]] != _mark)
            first--;
        int last = at;
        while (last + 1 < child.Length && _marks[child[last + 1]] != _mark)
            last++;
        if (first == last)
            return;
        int place = first + random.Next(last - first);
        if (place >= at)
            place++;
        if (place > at)
            Array.Copy(child, at + 1, child, at, place - at);
        else
            Array.Copy(child, place, child, place + 1, at - place);
        child[place] = task;
    }
}
