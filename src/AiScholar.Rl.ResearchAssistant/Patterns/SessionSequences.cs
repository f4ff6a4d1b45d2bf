namespace AiScholar.Rl.ResearchAssistant;

/// <summary>
/// Sessions as a sequence database: a session is a sequence, an activity's name an item. Activities go by their start where all of a session's have one, else
/// in the order given; those that start together form one element. Times are there when every activity of every session has a start; in ticks.
/// </summary>
internal sealed record SessionSequences
{
    /// <summary>The sequences, in the order of the sessions.</summary>
    public required SequenceDatabase Database { get; init; }

    /// <summary>The activity names behind the items, in ordinal order.</summary>
    public required IReadOnlyList<string> Names { get; init; }

    /// <summary>Checks and converts <paramref name="sessions"/>.</summary>
    /// <exception cref="WorkflowException">The sessions are unusable; the message names one at fault or the limit.</exception>
    public static SessionSequences From(IReadOnlyList<WorkflowSession> sessions, SessionLimits limits)
    {
        SessionChecks.CheckAll(sessions, limits);
        var names = new SortedSet<string>(StringComparer.Ordinal);
        foreach (WorkflowSession session in sessions)
            names.UnionWith(session.Activities.Select(activity => activity.Name));
        string[] sorted = [.. names];
        Dictionary<string, int> items = sorted.Index().ToDictionary(name => name.Item, name => name.Index, StringComparer.Ordinal);
        var builder = new SequenceDatabaseBuilder();
        bool hasTimes = sessions.All(session => session.Activities.All(activity => activity.Start is not null));
        foreach (WorkflowSession session in sessions)
            Append(builder, session, items, hasTimes);
        return new SessionSequences { Database = builder.Build(), Names = sorted };
    }

    private static void Append(SequenceDatabaseBuilder builder, WorkflowSession session, Dictionary<string, int> items, bool hasTimes)
    {
        DateTimeOffset? start = null;
        foreach (WorkflowActivity activity in SessionChecks.InOrder(session))
        {
            if (activity.Start is null || activity.Start != start)
                builder.EndElement();
            builder.AddItem(items[activity.Name]);
            if (hasTimes)
                builder.AtTime(activity.Start!.Value.UtcTicks);
            start = activity.Start;
        }

        builder.EndSequence();
    }
}
