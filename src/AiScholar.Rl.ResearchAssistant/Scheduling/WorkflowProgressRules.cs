namespace AiScholar.Rl.ResearchAssistant;

/// <summary>Checks how far a running workflow is said to be.</summary>
internal sealed class WorkflowProgressRules(ResearchWorkflow workflow, WorkflowFaults faults, Dictionary<string, WorkflowTask> tasks, HashSet<string> people)
{
    /// <summary>Notes every fault.</summary>
    public void Check()
    {
        if (workflow.Progress is not { } progress)
            return;
        if (progress.Now < TimeSpan.Zero)
            faults.Add("progress", $"Its progress is told at {progress.Now}; it must not be negative.");
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var groups = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (TaskProgress one in progress.Tasks)
        {
            if (one.TaskId is null || !tasks.TryGetValue(one.TaskId, out WorkflowTask? task))
            {
                faults.Add("unknown task", $"Its progress names '{one.TaskId}', which is no task of the workflow.");
                continue;
            }

            if (!seen.Add(one.TaskId))
                faults.Add("progress", one.TaskId, $"Its progress names task '{one.TaskId}' twice.");
            CheckTimes(progress, one);
            if (task.Modes.Count > 0 && one.ModeId is { } mode ? task.Modes.All(known => known.Id != mode) : task.Modes.Count > 1)
                faults.Add("progress", one.TaskId, $"Task '{one.TaskId}' has started in the mode '{one.ModeId}', which it does not have.");
            foreach (string person in one.PersonIds.Where(person => person is null || !people.Contains(person)))
                faults.Add("unknown person", one.TaskId, $"Task '{one.TaskId}' is done by '{person}', who is no person of the workflow.");
            if (task.AlternativeGroup is { } group && !groups.TryAdd(group, one.TaskId))
                faults.Add("progress", one.TaskId, $"Tasks '{groups[group]}' and '{one.TaskId}' have both started, and of the group '{group}' one only may be done.");
        }
    }

    private void CheckTimes(WorkflowProgress progress, TaskProgress one)
    {
        if (one.ActualStart < TimeSpan.Zero || one.ActualStart > progress.Now)
            faults.Add("progress", one.TaskId, $"Task '{one.TaskId}' started at {one.ActualStart}; that must be from 0 to now, {progress.Now}.");
        if (one.ActualEnd < one.ActualStart || one.ActualEnd > progress.Now)
            faults.Add("progress", one.TaskId, $"Task '{one.TaskId}' ended at {one.ActualEnd}; that must be from its start to now, {progress.Now}.");
        if (one.Remaining < TimeSpan.Zero || one.Remaining > TimeSpan.FromDays(36_525))
            faults.Add("progress", one.TaskId, $"Task '{one.TaskId}' has {one.Remaining} left; that must be from 0 to 100 years.");
    }
}
