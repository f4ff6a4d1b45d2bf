namespace AiScholar.Rl.Core;

/// <summary>What came of reading a foreign log into an experience log.</summary>
public sealed record DecisionLogSummary
{
    /// <summary>How many decisions were added.</summary>
    public required long DecisionCount { get; init; }

    /// <summary>How many rewards that stood by themselves found their decision.</summary>
    public required long JoinedRewardCount { get; init; }

    /// <summary>How many did not; they are lost.</summary>
    public required long LostRewardCount { get; init; }

    /// <summary>How many deferred decisions were activated by a later line.</summary>
    public required long ActivatedCount { get; init; }

    /// <summary>How many lines could not be taken in.</summary>
    public required long BadLineCount { get; init; }

    /// <summary>The first hundred of them.</summary>
    public IReadOnlyList<DecisionLogError> BadLines { get; init; } = [];
}
