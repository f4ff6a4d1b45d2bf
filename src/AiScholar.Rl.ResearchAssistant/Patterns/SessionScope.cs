namespace AiScholar.Rl.ResearchAssistant;

/// <summary>What kind of sessions patterns were learnt from.</summary>
internal static class SessionScope
{
    /// <summary>The domain of all sessions that name one; null for several or none.</summary>
    public static string? DomainOf(IReadOnlyList<WorkflowSession> sessions) => Domains(sessions) is [string only] ? only : null;

    /// <summary>The scope that <paramref name="sessions"/> cover.</summary>
    public static ApplicabilityScope Of(IReadOnlyList<WorkflowSession> sessions)
    {
        string[] domains = Domains(sessions);
        int[] teams = [.. sessions.Where(session => session.CollaborationData is not null).Select(session => session.CollaborationData!.TeamSize)];
        string where = domains.Length == 0 ? "of no named domain" : $"of {string.Join(", ", domains.Take(5))}{(domains.Length > 5 ? ", …" : "")}";
        string team = teams.Length == 0 ? "" : teams.Min() == teams.Max() ? $", by teams of {teams.Min()}" : $", by teams of {teams.Min()} to {teams.Max()}";
        return new ApplicabilityScope
        {
            Domains = domains,
            SessionCount = sessions.Count,
            MinimumTeamSize = teams.Length == 0 ? null : teams.Min(),
            MaximumTeamSize = teams.Length == 0 ? null : teams.Max(),
            Description = $"Work {where}{team}, as {sessions.Count} sessions show it.",
        };
    }

    private static string[] Domains(IReadOnlyList<WorkflowSession> sessions) =>
        [.. sessions.Select(session => session.Domain).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal)];
}
