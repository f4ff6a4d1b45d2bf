namespace AiScholar.Rl.Evaluation.Scheduling;

/// <summary>Counts what is wrong with a schedule, from the instance's file alone: it shares no code with the optimizers.</summary>
internal static class ScheduleChecker
{
    /// <summary>The number of violations: jobs without a start or with one before 0, precedence relations broken, and times at which a job starts while a resource is used beyond its capacity.</summary>
    public static int Violations(PsplibInstance instance, IReadOnlyList<double?> starts)
    {
        int violations = starts.Count(start => start is null or < 0);
        for (int job = 0; job < instance.JobCount; job++)
        {
            foreach (int successor in instance.Successors[job])
            {
                if (starts[successor] < starts[job] + instance.Durations[job])
                    violations++;
            }
        }

        // Use changes only where a job starts, so it is enough to look there.
        foreach (double time in starts.OfType<double>().Distinct())
        {
            for (int resource = 0; resource < instance.Capacities.Count; resource++)
            {
                long used = 0;
                for (int job = 0; job < instance.JobCount; job++)
                {
                    if (starts[job] <= time && time < starts[job] + instance.Durations[job])
                        used += instance.Demands[job][resource];
                }

                if (used > instance.Capacities[resource])
                    violations++;
            }
        }

        return violations;
    }

    /// <summary>The end of the last job.</summary>
    public static double Makespan(PsplibInstance instance, IReadOnlyList<double?> starts) =>
        Enumerable.Range(0, instance.JobCount).Max(job => (starts[job] ?? 0) + instance.Durations[job]);
}
