namespace AiScholar.Rl.ResearchAssistant;

/// <summary>How a session's people worked together, in numbers; NaN where the session does not tell.</summary>
internal static class TeamMeasures
{
    /// <summary>The binary logarithm of the team's size.</summary>
    public static double TeamSize(WorkflowSession session) => Math.Log2(Math.Max(1, session.CollaborationData!.TeamSize));

    /// <summary>The binary logarithm of one plus the messages a person.</summary>
    public static double MessagesPerPerson(WorkflowSession session) =>
        Math.Log2(1 + ((double)session.CollaborationData!.Messages.Count / Math.Max(1, session.CollaborationData.TeamSize)));

    /// <summary>The part of the pairs of participants that exchanged a message, in tenths.</summary>
    public static double Density(WorkflowSession session)
    {
        CollaborationData team = session.CollaborationData!;
        int people = Math.Max(team.TeamSize, team.Participants.Count);
        if (people < 2 || team.Messages.Count == 0)
            return double.NaN;
        int pairs = team.Messages
            .SelectMany(message => message.Recipients.Where(recipient => recipient != message.Sender)
                .Select(recipient => string.CompareOrdinal(message.Sender, recipient) < 0 ? (message.Sender, recipient) : (recipient, message.Sender)))
            .Distinct().Count();
        return 10 * Math.Min(1, pairs / (people * (people - 1) / 2.0));
    }

    /// <summary>The binary logarithm of the median hours from a message to its first answer.</summary>
    public static double ResponseTime(WorkflowSession session)
    {
        IReadOnlyList<CollaborationMessage> messages = session.CollaborationData!.Messages;
        double[] hours = [.. messages
            .Where(message => message.InReplyTo is { } index && index >= 0 && index < messages.Count && message.SentAt > messages[index].SentAt)
            .GroupBy(message => message.InReplyTo!.Value)
            .Select(answers => (answers.Min(answer => answer.SentAt) - messages[answers.Key].SentAt).TotalHours)
            .Order()];
        return hours.Length == 0 ? double.NaN : Math.Log2(hours.Length % 2 == 1 ? hours[hours.Length / 2] : (hours[(hours.Length / 2) - 1] + hours[hours.Length / 2]) / 2);
    }

    /// <summary>How evenly activities are shared among the people, in tenths: entropy over its largest value (Pielou's evenness), 0 for all with one person to 10 for all alike.</summary>
    public static double Balance(WorkflowSession session)
    {
        int people = Math.Max(session.CollaborationData!.TeamSize, session.CollaborationData.Participants.Count);
        int[] loads = [.. session.Activities.Where(activity => activity.Person is not null).GroupBy(activity => activity.Person, StringComparer.Ordinal).Select(own => own.Count())];
        people = Math.Max(people, loads.Length);
        return people < 2 || loads.Length == 0 ? double.NaN : 10 * Entropy(loads) / Math.Log(people);
    }

    /// <summary>How much knowing the person tells of the activity, in tenths: mutual information over the entropy of activities, 0 when all do all to 10 when each kind has its person.</summary>
    public static double Specialisation(WorkflowSession session)
    {
        (string Person, string Name)[] done = [.. session.Activities.Where(activity => activity.Person is not null).Select(activity => (activity.Person!, activity.Name))];
        int[] kinds = [.. done.GroupBy(entry => entry.Name, StringComparer.Ordinal).Select(own => own.Count())];
        int[] people = [.. done.GroupBy(entry => entry.Person, StringComparer.Ordinal).Select(own => own.Count())];
        if (kinds.Length < 2 || people.Length < 2)
            return double.NaN;
        double whole = Entropy(kinds);
        int[] cells = [.. done.GroupBy(entry => entry).Select(own => own.Count())];
        return 10 * Math.Clamp((whole + Entropy(people) - Entropy(cells)) / whole, 0, 1);
    }

    private static double Entropy(int[] counts)
    {
        double total = counts.Sum();
        return -counts.Sum(count => count / total * Math.Log(count / total));
    }
}
