namespace AiScholar.Rl.Core;

/// <summary>Checks tasks and support before they reach a learner.</summary>
internal static class MetaInputs
{
    /// <summary>The tasks that have examples.</summary>
    /// <exception cref="PersonalizationException">A task or an answer is unusable; the message names the task.</exception>
    public static MetaTask[] Check(IReadOnlyList<MetaTask> tasks, int minimumTasks, int maximumExamples, string limitSetting)
    {
        ArgumentNullException.ThrowIfNull(tasks);
        var ids = new HashSet<string>(StringComparer.Ordinal);
        var kept = new List<MetaTask>(tasks.Count);
        long examples = 0;
        foreach (MetaTask task in tasks)
        {
            if (task?.Examples is null)
                throw Invalid("A task is null or has no list of examples.");
            if (!ids.Add(task.Id))
                throw Invalid($"Task '{task.Id}' is given twice; ids must be distinct.");
            Check(task.Examples, $"Task '{task.Id}'");
            examples += task.Examples.Count;
            if (task.Examples.Count > 0)
                kept.Add(task);
        }

        if (kept.Count < minimumTasks)
            throw Invalid($"Meta-training needs at least {minimumTasks} tasks with examples; {kept.Count} were given.");
        return examples <= maximumExamples ? [.. kept] : throw Invalid($"{examples} examples were given; the limit is {maximumExamples} ({limitSetting}).");
    }

    /// <exception cref="PersonalizationException">An example is null or its answer not finite.</exception>
    public static void Check(IReadOnlyList<MetaExample> examples, string source)
    {
        ArgumentNullException.ThrowIfNull(examples);
        for (int i = 0; i < examples.Count; i++)
        {
            if (examples[i]?.Item is not { Id: not null })
                throw Invalid($"{source}: example {i} is null or lacks its item.");
            if (!(Math.Abs(examples[i].Target) <= 1e12))
                throw Invalid($"{source}: the answer to item '{examples[i].Item.Id}' is {examples[i].Target}; answers must be finite and at most 1e12 in magnitude.");
        }
    }

    public static PersonalizationException Invalid(string message) => new(AdvancedRlErrorCode.FeatureInvalid, message);
}
