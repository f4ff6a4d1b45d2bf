namespace AiScholar.Rl.ResearchAssistant;

/// <summary>Explains why no schedule keeps all hard constraints: the smallest set that cannot hold together.</summary>
/// <remarks>Junker, "QuickXplain: preferred explanations and relaxations for over-constrained problems", AAAI 2004. Smallest: without any one of the set no conflict is seen.</remarks>
internal static class ConflictFinder
{
    private const int MaxTold = 12;

    /// <summary>Throws when a conflict is seen before any search.</summary>
    /// <exception cref="WorkflowException">The constraints conflict; the message names the smallest set.</exception>
    public static void ThrowIfConflicting(RichProblem problem)
    {
        var propagation = new WindowPropagation(problem);
        if (Find(HardConstraints.Of(problem), propagation.IsImpossible) is { Count: > 0 } conflict)
            throw Conflicting(problem, conflict, "These cannot hold together:");
    }

    /// <summary>The smallest conflicting subset of <paramref name="all"/>; empty when they are not seen to conflict.</summary>
    public static IReadOnlyList<HardConstraint> Find(IReadOnlyList<HardConstraint> all, Func<IReadOnlyCollection<HardConstraint>, bool> isImpossible) =>
        !isImpossible(all) ? [] : Explain([], false, all, isImpossible);

    /// <summary>What to throw when a search found no schedule that keeps the hard constraints, and why is not seen.</summary>
    public static WorkflowException NotFound(RichProblem problem, RichSchedule nearest, long schedules, bool isProven)
    {
        string[] late = [.. Enumerable.Range(0, problem.TaskCount)
            .Where(task => nearest.Done[task] && nearest.Ends[task] > problem.Tasks[task].HardDeadline)
            .Select(problem.TaskId)];
        string nearestText = nearest.Violation >= 1e6 ? "leaves tasks without a place" : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"misses them by {nearest.Violation:0.##} h in all");
        string tasks = late.Length == 0 ? "" : $" Late: {string.Join(", ", late.Take(10).Select(id => $"'{id}'"))}{(late.Length > 10 ? ", …" : "")}.";
        return new WorkflowException(
            AdvancedRlErrorCode.WorkflowInfeasible,
            isProven
                ? $"Workflow '{problem.Workflow.Id}' has no schedule that keeps all hard constraints: this is proven.{tasks}"
                : $"Workflow '{problem.Workflow.Id}': none of {schedules} schedules keeps all hard constraints; the nearest {nearestText}.{tasks} Relax a deadline or a maximum lag, or raise the budget.",
            late);
    }

    private static WorkflowException Conflicting(RichProblem problem, IReadOnlyList<HardConstraint> conflict, string intro)
    {
        string[] sentences = [.. conflict.Select(constraint => constraint.Sentence)];
        string[] tasks = [.. conflict.SelectMany(constraint => constraint.Tasks).Distinct().Select(problem.TaskId)];
        string more = sentences.Length > MaxTold ? $" And {sentences.Length - MaxTold} more." : "";
        return new WorkflowException(
            AdvancedRlErrorCode.WorkflowInfeasible,
            $"Workflow '{problem.Workflow.Id}' has no schedule. {intro} {string.Join(' ', sentences.Take(MaxTold))}{more}",
            tasks)
        {
            ConflictingConstraints = sentences,
        };
    }

    private static IReadOnlyList<HardConstraint> Explain(
        IReadOnlyList<HardConstraint> background, bool hasGrown, IReadOnlyList<HardConstraint> candidates, Func<IReadOnlyCollection<HardConstraint>, bool> isImpossible)
    {
        if (hasGrown && isImpossible(background))
            return [];
        if (candidates.Count == 1)
            return candidates;
        HardConstraint[] first = [.. candidates.Take(candidates.Count / 2)], second = [.. candidates.Skip(candidates.Count / 2)];
        IReadOnlyList<HardConstraint> ofSecond = Explain([.. background, .. first], first.Length > 0, second, isImpossible);
        IReadOnlyList<HardConstraint> ofFirst = Explain([.. background, .. ofSecond], ofSecond.Count > 0, first, isImpossible);
        return [.. ofFirst, .. ofSecond];
    }
}
