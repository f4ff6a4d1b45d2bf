namespace AiScholar.Rl.ResearchAssistant;

/// <summary>Checks what is learnt from and what is asked about.</summary>
internal static class ForecastChecks
{
    /// <summary>The session's activities in order.</summary>
    /// <exception cref="WorkflowException">The session is unusable.</exception>
    public static WorkflowActivity[] Session(WorkflowSession session, int maxActivities)
    {
        SessionShape.Check([session]);
        SessionChecks.Check(session, maxActivities);
        if (session.Activities.Count == 0)
            throw Unusable($"Session '{session.Id}' has no activities.");
        Activities(session.Activities, $"Session '{session.Id}'");
        return [.. SessionChecks.InOrder(session)];
    }

    /// <summary>The workflow's activities in order.</summary>
    /// <exception cref="WorkflowException">The workflow is unusable.</exception>
    public static WorkflowActivity[] Running(RunningWorkflow workflow, DateTimeOffset now, int maxActivities)
    {
        var session = new WorkflowSession { Id = workflow.Id ?? "", Activities = workflow.Activities, Attributes = workflow.Attributes };
        SessionShape.Check([session]);
        SessionChecks.Check(session, maxActivities);
        Activities(session.Activities, $"The running workflow '{session.Id}'");
        if (session.Activities.FirstOrDefault(activity => WorkTracker.TimeOf(activity) > now) is { } late)
            throw Unusable($"The running workflow '{session.Id}' has an activity '{late.Name}' that begins at {WorkTracker.TimeOf(late):O}, after now ({now:O}).");
        return [.. SessionChecks.InOrder(session)];
    }

    private static void Activities(IReadOnlyList<WorkflowActivity> activities, string where)
    {
        foreach (WorkflowActivity activity in activities)
        {
            if (activity.End < activity.Start)
                throw Unusable($"{where} has an activity '{activity.Name}' that ends before it starts.");
            if (activity.Amount is { } amount && !double.IsFinite(amount))
                throw Unusable($"{where} has an activity '{activity.Name}' whose amount is not finite.");
            if (activity.Features is null)
                throw Unusable($"{where} has an activity '{activity.Name}' without a set of features.");
        }
    }

    private static WorkflowException Unusable(string message) => new(AdvancedRlErrorCode.SessionsInvalid, message);
}
