namespace AiScholar.Rl.ResearchAssistant;

/// <summary>One thing that teams differ in.</summary>
/// <param name="Kind">The kind of pattern it is about.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Step">What its effect is told for, such as <c>team twice as large</c>.</param>
/// <param name="Of">Its value in a session with a team; NaN where the session does not tell.</param>
internal sealed record TeamMeasure(PatternKind Kind, string Name, string Step, Func<WorkflowSession, double> Of)
{
    public static IReadOnlyList<TeamMeasure> All { get; } =
    [
        new(PatternKind.TeamSize, "team size", "team twice as large", TeamMeasures.TeamSize),
        new(PatternKind.Communication, "messages a person", "twice as many messages a person", TeamMeasures.MessagesPerPerson),
        new(PatternKind.Communication, "response time", "answers take twice as long", TeamMeasures.ResponseTime),
        new(PatternKind.Communication, "network density", "a tenth more of the pairs in touch", TeamMeasures.Density),
        new(PatternKind.TaskDistribution, "balance", "work shared a tenth more evenly", TeamMeasures.Balance),
        new(PatternKind.TaskDistribution, "specialisation", "people a tenth more specialised", TeamMeasures.Specialisation),
    ];
}
