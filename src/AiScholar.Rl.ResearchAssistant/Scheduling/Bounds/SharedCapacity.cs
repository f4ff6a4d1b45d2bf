namespace AiScholar.Rl.ResearchAssistant;

/// <summary>Tasks that share something of limited capacity: a resource of the problem, or what can be concluded from one.</summary>
internal sealed record SharedCapacity
{
    private const int MaxRedundantCapacity = 4;
    private const int MaxPackings = 8;

    /// <summary>The tasks, each with a length above 0.</summary>
    public required int[] Tasks { get; init; }

    /// <summary>What each holds while it runs, above 0.</summary>
    public required int[] Demands { get; init; }

    /// <summary>What there is.</summary>
    public required int Capacity { get; init; }

    /// <summary>Whether it only says what a resource of the problem implies.</summary>
    public bool IsRedundant { get; init; }

    /// <summary>
    /// Every resource that can run short; where they say more, what follows from its demands: for m = 1, 2, ..., demands floor(r (m + 1) / (C + 1)) of a capacity m, as
    /// demands that fit in C fit there too (for m = 1: no two tasks that need more than half); and disjoint tasks as users of a capacity of 1.
    /// </summary>
    /// <remarks>Carlier and Neron, "Computing redundant resources for the resource constrained project scheduling problem", EJOR 176 (2007); the functions are dual feasible (Fekete and Schepers 2001).</remarks>
    public static IReadOnlyList<SharedCapacity> Of(SchedulingProblem problem, TaskConflicts conflicts)
    {
        var all = new List<SharedCapacity>();
        for (int resource = 0; resource < problem.ResourceCount; resource++)
        {
            int one = resource, capacity = problem.Capacities[resource];
            int[] users = [.. Enumerable.Range(0, problem.TaskCount).Where(task => problem.Durations[task] > 0 && problem.DemandsOf(task)[one] > 0)];
            int[] demands = [.. users.Select(task => problem.DemandsOf(task)[one])];
            if (demands.Sum(demand => (long)demand) <= capacity)
                continue;
            all.Add(new SharedCapacity { Tasks = users, Demands = demands, Capacity = capacity });
            for (int most = 1; most <= MaxRedundantCapacity && most < capacity; most++)
            {
                if (Redundant(users, demands, capacity, most) is { } redundant)
                    all.Add(redundant);
            }
        }

        foreach (List<int> packing in NodePackingBound.Packings(problem, conflicts)
            .OrderByDescending(packing => packing.Sum(task => problem.Durations[task])).DistinctBy(packing => packing.Order().Aggregate(17L, (hash, task) => hash * 31 + task)).Take(MaxPackings))
        {
            if (packing.Count > 2)
                all.Add(new SharedCapacity { Tasks = [.. packing], Demands = [.. packing.Select(_ => 1)], Capacity = 1, IsRedundant = true });
        }

        return all;
    }

    private static SharedCapacity? Redundant(int[] users, int[] demands, int capacity, int most)
    {
        int[] shares = [.. demands.Select(demand => (int)((long)demand * (most + 1) / (capacity + 1L)))];
        // It says more only where some task takes a larger part than it does of the resource itself.
        bool saysMore = shares.Where((share, i) => (long)share * capacity > (long)demands[i] * most).Any() && shares.Sum(share => (long)share) > most;
        return !saysMore ? null : new SharedCapacity
        {
            Tasks = [.. users.Where((_, i) => shares[i] > 0)],
            Demands = [.. shares.Where(share => share > 0)],
            Capacity = most,
            IsRedundant = true,
        };
    }
}
