namespace AiScholar.Rl.ResearchAssistant;

/// <summary>
/// Sessions as a sequence database: a session is a sequence, an activity's name an item. Activities go by their start where all of a session's have one, else
/// in the order given; those that start together form one element.
/// </summary>
internal sealed record SessionSequences
{
    private const int MaxNameLength = 1000;

    /// <summary>The sequences, in the order of the sessions.</summary>
    public required SequenceDatabase Database { get; init; }

    /// <summary>The activity names behind the items, in ordinal order.</summary>
    public required IReadOnlyList<string> Names { get; init; }

    /// <summary>Checks and converts <paramref name="sessions"/>.</summary>
    /// <exception cref="WorkflowException">The sessions are unusable; the message names one at fault or the limit.</exception>
    public static SessionSequences From(IReadOnlyList<WorkflowSession> sessions, int maxSessions, int maxActivities)
    {
        ArgumentNullException.ThrowIfNull(sessions);
        if (sessions.Count == 0)
            throw Unusable("There are no sessions to learn from.");
        if (sessions.Count > maxSessions)
            throw Unusable($"There are {sessions.Count} sessions; the limit MaxSessions is {maxSessions}.");
        var names = new SortedSet<string>(StringComparer.Ordinal);
        foreach (WorkflowSession session in sessions)
        {
            Check(session, maxActivities);
            names.UnionWith(session.Activities.Select(activity => activity.Name));
        }

        string[] sorted = [.. names];
        Dictionary<string, int> items = sorted.Index().ToDictionary(name => name.Item, name => name.Index, StringComparer.Ordinal);
        var builder = new SequenceDatabaseBuilder();
        foreach (WorkflowSession session in sessions)
            Append(builder, session, items);
        return new SessionSequences { Database = builder.Build(), Names = sorted };
    }

    private static void Check(WorkflowSession session, int maxActivities)
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

    private static void Append(SequenceDatabaseBuilder builder, WorkflowSession session, Dictionary<string, int> items)
    {
        IEnumerable<WorkflowActivity> activities = session.Activities.All(activity => activity.Start is not null)
            ? session.Activities.OrderBy(activity => activity.Start)
            : session.Activities;
        DateTimeOffset? start = null;
        foreach (WorkflowActivity activity in activities)
        {
            if (activity.Start is null || activity.Start != start)
                builder.EndElement();
            builder.AddItem(items[activity.Name]);
            start = activity.Start;
        }

        builder.EndSequence();
    }

    private static WorkflowException Unusable(string message) => new(AdvancedRlErrorCode.SessionsInvalid, message);
}
