using System.Globalization;

namespace AiScholar.Rl.ResearchAssistant;

/// <summary>Lists the hard constraints of a problem that can be told apart in an explanation.</summary>
internal static class HardConstraints
{
    /// <summary>All of them; the calendars and durations of the tasks that are done in any case are taken as given.</summary>
    public static IReadOnlyList<HardConstraint> Of(RichProblem problem)
    {
        var all = new List<HardConstraint>();
        for (int task = 0; task < problem.TaskCount; task++)
        {
            if (problem.Sure[task] && problem.Tasks[task].Frozen is null)
                AddTask(problem, task, all);
        }

        for (int resource = 0; resource < problem.Capacities.Length; resource++)
        {
            ResearchResource one = problem.Workflow.Resources[resource];
            string sentence = problem.Deliveries[resource] is null
                ? string.Create(CultureInfo.InvariantCulture, $"Of '{one.Id}' there are {one.Capacity}.")
                : string.Create(CultureInfo.InvariantCulture, $"Of '{one.Id}' there are {one.Capacity}, and {one.Replenishments.Sum(delivery => (long)delivery.Amount)} to be delivered.");
            all.Add(new HardConstraint(HardConstraintKind.Resource, -1, resource, sentence, []));
        }

        if (problem.PersonCalendars.Length > 0)
            all.Add(new HardConstraint(HardConstraintKind.People, -1, 0, $"There are {problem.PersonCalendars.Length} people with their skills and calendars, each for one task at a time.", []));
        return all;
    }

    private static void AddTask(RichProblem problem, int task, List<HardConstraint> all)
    {
        RichTask one = problem.Tasks[task];
        string id = problem.TaskId(task);
        if (one.Release > 0)
            all.Add(new(HardConstraintKind.Release, task, 0, $"Task '{id}' starts no sooner than {Text(one.Release)}.", [task]));
        if (one.HardDeadline != RichTask.None)
        {
            bool isOwn = problem.Workflow.TaskSequence[task].HardDeadline is { } own && own.Ticks == one.HardDeadline;
            all.Add(new(HardConstraintKind.Deadline, task, 0, $"Task '{id}' ends by {Text(one.HardDeadline)}{(isOwn ? "" : ", the hard deadline of the workflow")}.", [task]));
        }

        for (int i = 0; i < one.Ties.Length; i++)
        {
            RichTie tie = one.Ties[i];
            string first = problem.TaskId(tie.First);
            (string verb, string anchor) = tie.Type switch
            {
                DependencyType.FinishToStart => ("starts", "ends"),
                DependencyType.StartToStart => ("starts", "starts"),
                DependencyType.FinishToFinish => ("ends", "ends"),
                _ => ("ends", "starts"),
            };
            all.Add(new(HardConstraintKind.Tie, task, i, $"Task '{id}' {verb} {(tie.Min == 0 ? "" : $"at least {Text(tie.Min)} ")}after '{first}' {anchor}.", [tie.First, task]));
            if (tie.Max != RichTask.None)
                all.Add(new(HardConstraintKind.MaximumLag, task, i, $"Task '{id}' {verb} at most {Text(tie.Max)} after '{first}' {anchor}.", [tie.First, task]));
        }
    }

    private static string Text(long ticks) => DurationText.Format(TimeSpan.FromTicks(ticks));
}
