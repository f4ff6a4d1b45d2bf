namespace AiScholar.Rl.ResearchAssistant;

/// <summary>Makes new genomes from old ones: crossover, mutation, and the destruction and repair of a part.</summary>
/// <remarks>
/// Hartmann, "Project scheduling with multiple modes: a genetic algorithm", Annals of OR 102 (2001): two-point crossover in which a task's mode comes with its place;
/// Shaw, "Using constraint programming and local search methods to solve vehicle routing problems" (CP 1998): large neighbourhoods.
/// </remarks>
internal sealed class RichVariation
{
    private readonly RichProblem _problem;
    private readonly int[] _multiMode;
    private readonly int[] _skilled;
    private readonly int[] _place;
    private readonly double[] _keys;
    private readonly bool _delays;

    public RichVariation(RichProblem problem)
    {
        _problem = problem;
        _multiMode = [.. Enumerable.Range(0, problem.TaskCount).Where(task => problem.Tasks[task].Modes.Length > 1 && problem.Tasks[task].Frozen is null)];
        _skilled = [.. Enumerable.Range(0, problem.TaskCount).Where(task => problem.Tasks[task].Modes.Any(mode => mode.Needs.Length > 0))];
        _place = new int[problem.TaskCount];
        _keys = new double[problem.TaskCount];
        _delays = problem.Objectives.Any(objective => objective.Kind is ObjectiveKind.ResourceLeveling or ObjectiveKind.Disruption);
    }

    /// <summary>A child with the places of <paramref name="first"/> outside a random stretch and the order of <paramref name="second"/> within.</summary>
    public static RichGenome Cross(RichGenome first, RichGenome second, ref SearchRandom random)
    {
        RichGenome child = first.Clone();
        int n = child.List.Length;
        int a = random.Next(n + 1), b = random.Next(n + 1);
        (a, b) = (Math.Min(a, b), Math.Max(a, b));
        var taken = new bool[n];
        for (int i = 0; i < a; i++)
            taken[first.List[i]] = true;
        int at = a;
        foreach (int task in second.List)
        {
            if (at == b)
                break;
            if (taken[task])
                continue;
            taken[task] = true;
            child.List[at++] = task;
            (child.Modes[task], child.People[task], child.Delays[task]) = (second.Modes[task], second.People[task], second.Delays[task]);
        }

        foreach (int task in first.List)
        {
            if (!taken[task])
                child.List[at++] = task;
        }

        for (int i = 0; i < child.Choices.Length; i++)
            child.Choices[i] = (random.Next(2) == 0 ? first : second).Choices[i];
        return child;
    }

    /// <summary>Changes a few things at random.</summary>
    public void Mutate(RichGenome genome, RichSchedule incumbent, ref SearchRandom random)
    {
        for (int moves = 1 + random.Next(3); moves > 0; moves--)
            Move(genome.List, ref random);
        if (_multiMode.Length > 0 && random.Next(2) == 0)
            ChangeMode(genome, _multiMode[random.Next(_multiMode.Length)], ref random);
        if (_problem.Choices.Length > 0 && random.Next(3) == 0)
            ChangeChoice(genome, random.Next(_problem.Choices.Length), ref random);
        if (_skilled.Length > 0 && random.Next(3) == 0)
            ChangePeople(genome, _skilled[random.Next(_skilled.Length)], ref random);
        if (_delays && random.Next(2) == 0)
            ChangeDelay(genome, incumbent, random.Next(_problem.TaskCount), ref random);
    }

    /// <summary>The incumbent with a stretch of it, in time or by resource, put in another order.</summary>
    public RichGenome Rebuild(RichGenome genome, RichSchedule incumbent, ref SearchRandom random)
    {
        RichGenome child = genome.Clone();
        int n = _problem.TaskCount;
        int size = Math.Clamp(n / 4, Math.Min(4, n), 24);
        for (int task = 0; task < n; task++)
            _keys[task] = incumbent.Done[task] ? incumbent.Starts[task] : (double)incumbent.Makespan * random.NextDouble();
        // Places of the same start keep the order of the list.
        for (int i = 0; i < n; i++)
            _keys[child.List[i]] += i * 1e-3;
        int first = random.Next(n), last = Math.Min(n, first + size);
        int[] byTime = [.. Enumerable.Range(0, n)];
        Array.Sort((double[])_keys.Clone(), byTime);
        double low = _keys[byTime[first]], high = _keys[byTime[last - 1]];
        bool late = incumbent.Violation > 0;
        for (int i = first; i < last; i++)
        {
            int task = byTime[i];
            if (random.Next(4) == 0)
                continue;
            _keys[task] = low + (high - low + 1) * random.NextDouble();
            if (_problem.Tasks[task].Modes.Length > 1 && random.Next(4) == 0)
                ChangeMode(child, task, ref random);
            if (random.Next(8) == 0)
                ChangePeople(child, task, ref random);
            if (_delays && random.Next(6) == 0)
                ChangeDelay(child, incumbent, task, ref random);
        }

        if (late)
            Hurry(incumbent, ref random);
        if (_problem.Choices.Length > 0 && random.Next(4) == 0)
            ChangeChoice(child, random.Next(_problem.Choices.Length), ref random);
        RichOrder.ByKey(_problem, _keys, child.List);
        return child;
    }

    /// <summary>A random mode, choice and set of people for everything.</summary>
    public void Randomize(RichGenome genome, ref SearchRandom random)
    {
        foreach (int task in _multiMode)
        {
            if (random.Next(2) == 0)
                ChangeMode(genome, task, ref random);
        }

        for (int choice = 0; choice < _problem.Choices.Length; choice++)
        {
            if (random.Next(2) == 0)
                ChangeChoice(genome, choice, ref random);
        }
    }

    /// <summary>Moves tasks that come too late, and what they wait for, to the front (squeaky wheel: Joslin and Clements, JAIR 10, 1999).</summary>
    private void Hurry(RichSchedule incumbent, ref SearchRandom random)
    {
        double back = incumbent.Makespan * random.NextDouble();
        for (int i = _problem.TaskCount - 1; i >= 0; i--)
        {
            int task = _problem.TopologicalOrder[i];
            if (incumbent.Done[task] && incumbent.Ends[task] > _problem.Tasks[task].HardDeadline && random.Next(3) > 0)
                _keys[task] -= back;
            foreach (RichTie tie in _problem.Tasks[task].Ties)
                _keys[tie.First] = Math.Min(_keys[tie.First], _keys[task] - 1e-3);
        }
    }

    private void Move(int[] list, ref SearchRandom random)
    {
        int n = list.Length;
        for (int i = 0; i < n; i++)
            _place[list[i]] = i;
        int from = random.Next(n), task = list[from];
        int low = 0, high = n - 1;
        foreach (RichTie tie in _problem.Tasks[task].Ties)
            low = Math.Max(low, _place[tie.First] + 1);
        foreach (int successor in _problem.Successors[task])
            high = Math.Min(high, _place[successor] - 1);
        if (high <= low)
            return;
        int to = low + random.Next(high - low + 1);
        if (to < from)
            Array.Copy(list, to, list, to + 1, from - to);
        else
            Array.Copy(list, from + 1, list, from, to - from);
        list[to] = task;
    }

    private void ChangeMode(RichGenome genome, int task, ref SearchRandom random) => genome.Modes[task] = random.Next(_problem.Tasks[task].Modes.Length);

    private void ChangeChoice(RichGenome genome, int choice, ref SearchRandom random)
    {
        RichChoice one = _problem.Choices[choice];
        genome.Choices[choice] = one.MayBeNone ? random.Next(one.Options.Length + 1) - 1 : random.Next(one.Options.Length);
    }

    private void ChangePeople(RichGenome genome, int task, ref SearchRandom random)
    {
        RichMode mode = _problem.Tasks[task].Modes[genome.Modes[task]];
        if (mode.Needs.Length > 0)
            genome.People[task] = random.Next(mode.Needs.Max(need => need.Candidates.Length) + 1);
    }

    /// <summary>No delay, the planned start, or a time at which another task ends.</summary>
    private void ChangeDelay(RichGenome genome, RichSchedule incumbent, int task, ref SearchRandom random)
    {
        int other = random.Next(_problem.TaskCount);
        genome.Delays[task] = random.Next(4) switch
        {
            0 => 0,
            1 => Math.Max(0, _problem.Tasks[task].Planned),
            2 => incumbent.Done[other] ? incumbent.Ends[other] : 0,
            _ => (long)(incumbent.Makespan * random.NextDouble()),
        };
    }
}
