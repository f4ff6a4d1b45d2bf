namespace AiScholar.Rl.ResearchAssistant;

/// <summary>How uneven the use of renewable resources and of the people together is.</summary>
/// <remarks>The integral over time of the square of the used share, summed over resources: Neumann and Zimmermann, EJOR 127 (2000), the resource-variation problem.</remarks>
internal static class ResourceLeveling
{
    /// <summary>The value in hours.</summary>
    public static double Of(RichProblem problem, RichSchedule schedule)
    {
        int people = problem.PersonCalendars.Length;
        double sum = 0;
        for (int resource = 0; resource <= problem.Capacities.Length; resource++)
        {
            double capacity = resource < problem.Capacities.Length ? problem.Capacities[resource] : people;
            if (capacity <= 0 || (resource < problem.Capacities.Length && problem.Deliveries[resource] is not null))
                continue;
            sum += Squares(Changes(problem, schedule, resource), capacity);
        }

        return sum;
    }

    private static List<(long Time, int Change)> Changes(RichProblem problem, RichSchedule schedule, int resource)
    {
        var changes = new List<(long, int)>();
        for (int task = 0; task < problem.TaskCount; task++)
        {
            if (!schedule.Done[task] || schedule.Starts[task] >= schedule.Ends[task])
                continue;
            RichMode mode = problem.Tasks[task].Modes[schedule.Modes[task]];
            int amount = resource == problem.Capacities.Length ? schedule.People[task].Length : mode.Renewables.FirstOrDefault(demand => demand.Resource == resource).Amount;
            if (amount > 0)
                changes.AddRange([(schedule.Starts[task], amount), (schedule.Ends[task], -amount)]);
        }

        changes.Sort();
        return changes;
    }

    private static double Squares(List<(long Time, int Change)> changes, double capacity)
    {
        double sum = 0, used = 0;
        for (int i = 0; i + 1 < changes.Count; i++)
        {
            used += changes[i].Change;
            sum += used / capacity * (used / capacity) * RichObjectives.Hours(changes[i + 1].Time - changes[i].Time);
        }

        return sum;
    }
}
