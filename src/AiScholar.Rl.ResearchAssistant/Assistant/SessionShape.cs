namespace AiScholar.Rl.ResearchAssistant;

/// <summary>Checks that recorded sessions have all their lists, and possible teams.</summary>
internal static class SessionShape
{
    /// <exception cref="WorkflowException">A session is null or lacks what it must have; the message names it.</exception>
    public static void Check(IReadOnlyList<WorkflowSession> sessions)
    {
        for (int i = 0; i < sessions.Count; i++)
        {
            WorkflowSession session = sessions[i] ?? throw Invalid("A session is null.");
            if (session.Activities is null || session.Attributes is null || session.Activities.Any(activity => activity?.Name is null || activity.Resources is null))
                throw Invalid($"Session '{session.Id}' has no list of activities or attributes, or an activity without a name or list of resources.");
            if (session.CollaborationData is { } team && (team.TeamSize < 1 || team.Messages is null || team.Participants is null || team.Messages.Any(message => message?.Sender is null || message.Recipients is null)))
                throw Invalid($"Session '{session.Id}' has a team of fewer than 1, or a message without a sender or list of recipients.");
        }
    }

    private static WorkflowException Invalid(string message) => new(AdvancedRlErrorCode.SessionsInvalid, message);
}
