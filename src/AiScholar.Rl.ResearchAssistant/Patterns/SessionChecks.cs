namespace AiScholar.Rl.ResearchAssistant;

/// <summary>Checks sessions at the door, and puts their activities in order.</summary>
internal static class SessionChecks
{
    private const int MaxNameLength = 1000;

    /// <summary>Checks all sessions.</summary>
    /// <exception cref="WorkflowException">There are none, or one is unusable; the message names one at fault or the limit.</exception>
    public static void CheckAll(IReadOnlyList<WorkflowSession> sessions, SessionLimits limits)
    {
        ArgumentNullException.ThrowIfNull(sessions);
        if (sessions.Count == 0)
            throw Unusable("There are no sessions to learn from.");
        if (sessions.Count > limits.MaxSessions)
            throw Unusable($"There are {sessions.Count} sessions; the limit {nameof(limits.MaxSessions)} is {limits.MaxSessions}.");
        foreach (WorkflowSession session in sessions)
            Check(session, limits.MaxActivities);
    }

    /// <summary>Checks one session.</summary>
    /// <exception cref="WorkflowException">It is unusable.</exception>
    public static void Check(WorkflowSession? session, int maxActivities)
    {
        if (session?.Activities is null || session.Activities.Any(activity => activity is null))
            throw Unusable(session is null ? "A session is null." : $"Session '{session.Id}' has no list of activities, or a null in it.");
        if (session.Activities.Count > maxActivities)
            throw Unusable($"Session '{session.Id}' has {session.Activities.Count} activities; the limit MaxActivities is {maxActivities}.");
        foreach (WorkflowActivity activity in session.Activities)
        {
            if (string.IsNullOrWhiteSpace(activity.Name) || activity.Name.Length > MaxNameLength)
                throw Unusable($"Session '{session.Id}' has an activity whose name is empty or longer than {MaxNameLength} characters.");
        }
    }

    /// <summary>The activities by their start where all have one, else in the order given.</summary>
    public static IEnumerable<WorkflowActivity> InOrder(WorkflowSession session)
    {
        IReadOnlyList<WorkflowActivity> activities = session.Activities;
        for (int i = 0; i < activities.Count; i++)
        {
            if (activities[i].Start is null)
                return activities;
            if (i > 0 && activities[i].Start < activities[i - 1].Start)
                return activities.All(activity => activity.Start is not null) ? activities.OrderBy(activity => activity.Start) : activities;
        }

        return activities;
    }

    private static WorkflowException Unusable(string message) => new(AdvancedRlErrorCode.SessionsInvalid, message);
}
