using System.Globalization;

namespace AiScholar.Rl.ResearchAssistant;

/// <summary>Says in sentences what an optimization gained, how much may be left, what decides the end, and how it was found.</summary>
internal static class OptimizationRationale
{
    private const int MaxChainTasks = 12;

    /// <summary>The sentences for an outcome.</summary>
    public static IReadOnlyList<string> Write(OptimizationOutcome outcome, IReadOnlyList<ChainLink> chain)
    {
        if (outcome.Starts.Length == 0)
            return ["The workflow has no tasks."];
        List<string> sentences = [Gain(outcome), Bound(outcome)];
        if (Chain(outcome.Compiled, chain) is { } decisive)
            sentences.Add(decisive);
        if (Busiest(outcome) is { } busiest)
            sentences.Add(busiest);
        sentences.Add(outcome.Method);
        return sentences;
    }

    private static string Gain(OptimizationOutcome outcome)
    {
        CompiledWorkflow compiled = outcome.Compiled;
        string tasks = outcome.Starts.Length == 1 ? "The task" : $"The {outcome.Starts.Length} tasks";
        string verb = outcome.Starts.Length == 1 ? "ends" : "end";
        string now = DurationText.Format(compiled.ToTime(outcome.Cost.Makespan));
        string before = DurationText.Format(compiled.ToTime(outcome.Baseline.Makespan));
        string reference = compiled.PlannedStarts is null ? "in the given order" : "in the recorded plan";
        if (outcome.Cost.Makespan == outcome.Baseline.Makespan)
            return $"{tasks} {verb} after {now}, as {reference}.";
        double change = 1 - (double)outcome.Cost.Makespan / outcome.Baseline.Makespan;
        string direction = change > 0 ? "sooner" : "later, which keeping the deadlines costs";
        return string.Create(CultureInfo.InvariantCulture, $"{tasks} {verb} after {now} instead of {before} {reference}: {Math.Abs(change):P1} {direction}.");
    }

    private static string Bound(OptimizationOutcome outcome)
    {
        string bound = DurationText.Format(outcome.Compiled.ToTime(outcome.LowerBound));
        if (outcome.IsProvenOptimal && outcome.Cost.Makespan > outcome.LowerBound)
            return $"Nothing is better: every schedule misses the deadlines by as much in sum, and none of those that miss them by no more ends sooner ({outcome.BoundSource}).";
        if (outcome.IsProvenOptimal)
            return $"Nothing is better: {outcome.BoundSource} leaves no schedule shorter than {bound}.";
        double gap = outcome.LowerBound == 0 ? 0 : (double)(outcome.Cost.Makespan - outcome.LowerBound) / outcome.LowerBound;
        return string.Create(CultureInfo.InvariantCulture, $"No schedule can be shorter than {bound}, by {outcome.BoundSource}: this one is at most {gap:P1} above the best.");
    }

    private static string? Chain(CompiledWorkflow compiled, IReadOnlyList<ChainLink> chain)
    {
        if (chain.Count < 2)
            return null;
        int shown = Math.Min(chain.Count, MaxChainTasks);
        var text = new System.Text.StringBuilder(compiled.TaskLabel(chain[^shown].Task));
        foreach (ChainLink link in chain.Skip(chain.Count - shown + 1))
        {
            text.Append(" → ").Append(compiled.TaskLabel(link.Task));
            if (link.Resource >= 0)
                text.Append(CultureInfo.InvariantCulture, $" (waits for {compiled.ResourceLabel(link.Resource)})");
        }

        int waits = chain.Count(link => link.Resource >= 0);
        string start = shown < chain.Count ? $"its last {shown} of {chain.Count} tasks are " : "";
        return $"The end is decided by the chain {(start.Length > 0 ? "of which " + start : "")}{text}; {waits} of its {chain.Count - 1} links are waits for a resource.";
    }

    private static string? Busiest(OptimizationOutcome outcome)
    {
        SchedulingProblem problem = outcome.Compiled.Problem;
        if (outcome.Cost.Makespan == 0)
            return null;
        (int resource, double use) = Enumerable.Range(0, problem.ResourceCount)
            .Where(resource => problem.Capacities[resource] > 0)
            .Select(resource => (resource, Enumerable.Range(0, problem.TaskCount).Sum(task => (double)problem.Durations[task] * problem.DemandsOf(task)[resource])
                / ((double)problem.Capacities[resource] * outcome.Cost.Makespan)))
            .DefaultIfEmpty((-1, 0))
            .MaxBy(pair => pair.Item2);
        return resource < 0 || use == 0
            ? null
            : string.Create(CultureInfo.InvariantCulture, $"The busiest resource is {outcome.Compiled.ResourceLabel(resource)}, in use {use:P0} of the time.");
    }
}
