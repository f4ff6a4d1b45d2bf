namespace AiScholar.Rl.Evaluation.Users;

/// <summary>How many, how wide, how often.</summary>
internal sealed record UsersSettings
{
    public required int Users { get; init; }

    public required int Features { get; init; }

    public required int Actions { get; init; }

    public required int Cache { get; init; }

    public required int EventsPerVisit { get; init; }

    public required int Panel { get; init; }

    public required int PanelEvents { get; init; }

    public required int Threads { get; init; }

    public required int Seed { get; init; }

    public PolicyAction[] PolicyActions => [.. Enumerable.Range(0, Actions).Select(i => new PolicyAction($"action-{i:D2}"))];
}
