namespace AiScholar.Rl.ResearchAssistant.Tests;

/// <summary>Event logs of textbooks, a letter an activity: <c>3*abcd</c> is three sessions of four activities.</summary>
internal static class Logs
{
    /// <summary>van der Aalst, "Process Mining" (2016), L1.</summary>
    public static IReadOnlyList<WorkflowSession> L1 { get; } = Of("3*abcd", "2*acbd", "1*aed");

    /// <summary>L2: a loop over a parallel part.</summary>
    public static IReadOnlyList<WorkflowSession> L2 { get; } = Of("3*abcd", "4*acbd", "2*abcefbcd", "1*abcefcbd", "2*acbefbcd", "1*acbefbcefcbd");

    /// <summary>L3.</summary>
    public static IReadOnlyList<WorkflowSession> L3 { get; } = Of("1*abcdefbdceg", "1*abdceg", "1*abcdefbcdefbdceg");

    /// <summary>L4: choices that depend on each other.</summary>
    public static IReadOnlyList<WorkflowSession> L4 { get; } = Of("45*acd", "42*bcd", "38*ace", "22*bce");

    /// <summary>L5.</summary>
    public static IReadOnlyList<WorkflowSession> L5 { get; } = Of("2*abef", "3*abecdbf", "2*abcedbf", "4*abcdebf", "3*aebcdbf");

    /// <summary>L6.</summary>
    public static IReadOnlyList<WorkflowSession> L6 { get; } = Of("2*aceg", "3*aecg", "2*bdfg", "4*bfdg");

    /// <summary>L7: a loop of one.</summary>
    public static IReadOnlyList<WorkflowSession> L7 { get; } = Of("2*ac", "3*abc", "2*abbc", "1*abbbbc");

    public static IReadOnlyList<WorkflowSession> Of(params string[] traces)
    {
        var sessions = new List<WorkflowSession>();
        foreach (string trace in traces)
        {
            string[] parts = trace.Split('*');
            for (int i = 0; i < int.Parse(parts[0], System.Globalization.CultureInfo.InvariantCulture); i++)
                sessions.Add(Session(sessions.Count, parts[1]));
        }

        return sessions;
    }

    public static WorkflowSession Session(int index, string trace) => new()
    {
        Id = $"s{index}",
        Activities = [.. trace.Select(letter => new WorkflowActivity { Name = letter.ToString() })],
    };

    public static ActivityLog Log(this IReadOnlyList<WorkflowSession> sessions) => ActivityLog.From(sessions, new SessionLimits());

    public static string Mine(this IReadOnlyList<WorkflowSession> sessions, double noise = 0)
    {
        ActivityLog log = sessions.Log();
        return TreeEdits.Normalize(new InductiveMiner(noise, default).Mine(VariantLog.From(log.Traces))).Format(log.Names);
    }
}
