using System.Globalization;

namespace AiScholar.Rl.ResearchAssistant;

/// <summary>Says in sentences what a rich optimization gained, what it chose, what decides the end and how much may be left.</summary>
internal static class RichRationale
{
    private const int MaxNamed = 12;

    /// <summary>The sentences for an outcome.</summary>
    public static IReadOnlyList<string> Write(RichOutcome outcome, IReadOnlyList<(int Task, int Blocker, string Through)> chain)
    {
        if (outcome.Problem.TaskCount == 0)
            return ["The workflow has no tasks."];
        List<string> sentences = [Gain(outcome), Bound(outcome)];
        if (Objectives(outcome) is { } objectives)
            sentences.Add(objectives);
        if (Modes(outcome) is { } modes)
            sentences.Add(modes);
        if (Skipped(outcome) is { } skipped)
            sentences.Add(skipped);
        if (Frozen(outcome) is { } frozen)
            sentences.Add(frozen);
        if (Chain(outcome.Problem, chain) is { } decisive)
            sentences.Add(decisive);
        if (Busiest(outcome) is { } busiest)
            sentences.Add(busiest);
        sentences.Add(outcome.Method);
        return sentences;
    }

    private static string Gain(RichOutcome outcome)
    {
        int done = outcome.Schedule.Done.Count(isDone => isDone);
        string now = Text(outcome.Schedule.Makespan), before = Text(outcome.Baseline.Makespan);
        string reference = outcome.Problem.HasPlan ? "in the recorded plan" : "in the given order";
        string tasks = done == 1 ? "The task ends" : $"The {done} tasks end";
        if (outcome.BaselineCost[0] > 0)
            return $"{tasks} after {now} and keep all hard constraints, which {reference} they do not.";
        if (outcome.Schedule.Makespan == outcome.Baseline.Makespan || outcome.Baseline.Makespan == 0)
            return $"{tasks} after {now}, as {reference}.";
        double change = 1 - (double)outcome.Schedule.Makespan / outcome.Baseline.Makespan;
        return string.Create(CultureInfo.InvariantCulture, $"{tasks} after {now} instead of {before} {reference}: {Math.Abs(change):P1} {(change > 0 ? "sooner" : "later, for the sake of the objectives that come first")}.");
    }

    private static string Bound(RichOutcome outcome)
    {
        if (outcome.IsProvenOptimal)
            return "Nothing is better by the objectives in their order: each meets its bound or is proven.";
        string bound = Text(Math.Min(outcome.Bound, outcome.Schedule.Makespan));
        double gap = outcome.Bound == 0 ? 0 : Math.Max(0, (double)(outcome.Schedule.Makespan - outcome.Bound) / outcome.Bound);
        return string.Create(CultureInfo.InvariantCulture, $"No schedule can end before {bound}, by {outcome.BoundSource}: this one ends at most {gap:P1} later.");
    }

    private static string? Objectives(RichOutcome outcome)
    {
        IReadOnlyList<OptimizationObjective> objectives = outcome.Problem.Objectives;
        if (objectives is [{ Kind: ObjectiveKind.Makespan }])
            return null;
        string[] parts = [.. objectives.Select((objective, i) => $"{NameOf(objective)} {Number(outcome.Cost[i + 1], objective.Kind)}"
            + (outcome.BaselineCost[0] > 0 || outcome.BaselineCost[i + 1] == outcome.Cost[i + 1] ? "" : $" (was {Number(outcome.BaselineCost[i + 1], objective.Kind)})"))];
        return $"By objective, the first before the second: {string.Join(", ", parts)}.";
    }

    private static string NameOf(OptimizationObjective objective) => objective.Kind switch
    {
        ObjectiveKind.Makespan => "makespan",
        ObjectiveKind.Lateness => "missed deadlines",
        ObjectiveKind.WeightedTardiness => "weighted tardiness",
        ObjectiveKind.Cost => "cost",
        ObjectiveKind.ResourceLeveling => "unevenness of use",
        ObjectiveKind.MakespanQuantile => string.Create(CultureInfo.InvariantCulture, $"the {objective.Quantile:0.##} quantile of the makespan"),
        ObjectiveKind.Disruption => "moved starts",
        _ => "value left out",
    };

    private static string Number(double value, ObjectiveKind kind) =>
        value.ToString("#,0.##", CultureInfo.InvariantCulture) + (kind is ObjectiveKind.Cost or ObjectiveKind.SkippedValue ? "" : " h");

    private static string? Modes(RichOutcome outcome)
    {
        RichProblem problem = outcome.Problem;
        int[] changed = [.. Enumerable.Range(0, problem.TaskCount)
            .Where(task => outcome.Schedule.Done[task] && problem.Tasks[task].Modes.Length > 1 && outcome.Schedule.Modes[task] > 0)];
        if (changed.Length == 0)
            return null;
        string named = string.Join(", ", changed.Take(MaxNamed).Select(task => $"{problem.TaskLabel(task)} by '{problem.Tasks[task].Modes[outcome.Schedule.Modes[task]].Id}'"));
        return $"{changed.Length} {(changed.Length == 1 ? "task is" : "tasks are")} done in another way than the first given: {named}{(changed.Length > MaxNamed ? ", …" : "")}.";
    }

    private static string? Skipped(RichOutcome outcome)
    {
        RichProblem problem = outcome.Problem;
        int[] skipped = [.. Enumerable.Range(0, problem.TaskCount).Where(task => !outcome.Schedule.Done[task])];
        if (skipped.Length == 0)
            return null;
        double value = skipped.Sum(task => problem.Tasks[task].Value);
        string worth = value == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", worth {value:#,0.##}");
        return $"{skipped.Length} {(skipped.Length == 1 ? "task is" : "tasks are")} left out{worth}: {string.Join(", ", skipped.Take(MaxNamed).Select(problem.TaskLabel))}{(skipped.Length > MaxNamed ? ", …" : "")}.";
    }

    private static string? Frozen(RichOutcome outcome)
    {
        int frozen = outcome.Problem.Tasks.Count(task => task.Frozen is not null);
        return outcome.Problem.Workflow.Progress is null ? null : $"{frozen} {(frozen == 1 ? "task has" : "tasks have")} started and stay; the others start no sooner than {Text(outcome.Problem.Now)}.";
    }

    private static string? Chain(RichProblem problem, IReadOnlyList<(int Task, int Blocker, string Through)> chain)
    {
        if (chain.Count < 2)
            return null;
        int shown = Math.Min(chain.Count, MaxNamed);
        string path = string.Join(" → ", chain.Skip(chain.Count - shown).Select((link, i) =>
            problem.TaskLabel(link.Task) + (i > 0 && link.Through.Length > 0 ? $" (waits for {link.Through})" : "")));
        int waits = chain.Skip(1).Count(link => link.Through.Length > 0);
        return $"The end is decided by the chain {(shown < chain.Count ? $"of which its last {shown} of {chain.Count} tasks are " : "")}{path}; {waits} of its {chain.Count - 1} links are waits for a resource or a person.";
    }

    private static string? Busiest(RichOutcome outcome)
    {
        RichProblem problem = outcome.Problem;
        var hours = new double[problem.PersonCalendars.Length];
        for (int task = 0; task < problem.TaskCount; task++)
        {
            foreach (int person in outcome.Schedule.Done[task] ? outcome.Schedule.People[task] : [])
                hours[person] += RichObjectives.Hours(problem.Tasks[task].Modes[outcome.Schedule.Modes[task]].Duration);
        }

        if (hours.Length == 0 || hours.Max() == 0)
            return null;
        int busiest = Array.IndexOf(hours, hours.Max());
        ResearchPerson one = problem.Workflow.People[busiest];
        return string.Create(CultureInfo.InvariantCulture, $"{(one.Name.Length > 0 ? one.Name : one.Id)} works most, {hours[busiest]:0.#} of the {hours.Sum():0.#} hours of all people.");
    }

    private static string Text(long ticks) => DurationText.Format(TimeSpan.FromTicks(ticks));
}
