namespace AiScholar.Rl.Evaluation.Scheduling;

/// <summary>Carries out a plan as its report says, event by event; written from the report's description alone, it shares no code with the optimizers.</summary>
internal static class RuleReplay
{
    /// <summary>Start of each job: whenever something ends, the jobs are gone through in <paramref name="order"/> and each that is ready and fits starts, unless it stands more than <paramref name="lookAhead"/> places behind the first one that has not started.</summary>
    public static double[] Run(PsplibInstance instance, IReadOnlyList<int> order, int? lookAhead, IReadOnlyList<double> durations)
    {
        var starts = new double[instance.JobCount];
        Array.Fill(starts, double.NaN);
        var waiting = new int[instance.JobCount];
        foreach (int successor in instance.Successors.SelectMany(row => row))
            waiting[successor]++;
        int[] free = [.. instance.Capacities];
        var running = new List<int>();
        double time = 0;
        while (true)
        {
            for (int place = 0, head = int.MaxValue; place < order.Count; place++)
            {
                int job = order[place];
                if (!double.IsNaN(starts[job]))
                    continue;
                if (waiting[job] == 0 && place - (long)Math.Min(head, place) <= (lookAhead ?? int.MaxValue) && (durations[job] == 0 || Fits(instance, job, free)))
                {
                    starts[job] = time;
                    if (durations[job] == 0)
                    {
                        foreach (int successor in instance.Successors[job])
                            waiting[successor]--;
                    }
                    else
                    {
                        running.Add(job);
                        Take(instance, job, free, 1);
                    }
                }
                else
                {
                    head = Math.Min(head, place);
                }
            }

            if (running.Count == 0)
                return starts;
            time = running.Min(job => starts[job] + durations[job]);
            foreach (int ended in running.Where(job => starts[job] + durations[job] <= time).ToList())
            {
                running.Remove(ended);
                Take(instance, ended, free, -1);
                foreach (int successor in instance.Successors[ended])
                    waiting[successor]--;
            }
        }
    }

    /// <summary>What is wrong with what was carried out: jobs not started, precedence broken, capacities exceeded.</summary>
    public static int Violations(PsplibInstance instance, double[] starts, IReadOnlyList<double> durations)
    {
        const double Tolerance = 1e-9;
        int violations = starts.Count(double.IsNaN);
        for (int job = 0; job < instance.JobCount; job++)
            violations += instance.Successors[job].Count(successor => starts[successor] < starts[job] + durations[job] - Tolerance);
        foreach (double time in starts.Where(start => !double.IsNaN(start)).Distinct())
        {
            for (int resource = 0; resource < instance.Capacities.Count; resource++)
            {
                long used = 0;
                for (int job = 0; job < instance.JobCount; job++)
                {
                    if (starts[job] <= time + Tolerance && time + Tolerance < starts[job] + durations[job])
                        used += instance.Demands[job][resource];
                }

                violations += used > instance.Capacities[resource] ? 1 : 0;
            }
        }

        return violations;
    }

    private static bool Fits(PsplibInstance instance, int job, int[] free)
    {
        for (int resource = 0; resource < free.Length; resource++)
        {
            if (instance.Demands[job][resource] > free[resource])
                return false;
        }

        return true;
    }

    private static void Take(PsplibInstance instance, int job, int[] free, int sign)
    {
        for (int resource = 0; resource < free.Length; resource++)
            free[resource] -= sign * instance.Demands[job][resource];
    }
}
