namespace AiScholar.Rl;

/// <summary>One of many alike tasks: a user and what they answered.</summary>
public sealed record MetaTask
{
    /// <summary>The task's id, such as a user's pseudonym; distinct among the tasks of a training.</summary>
    public required string Id { get; init; }

    /// <summary>The answers; a learner splits them into support and query itself.</summary>
    public required IReadOnlyList<MetaExample> Examples { get; init; }
}
