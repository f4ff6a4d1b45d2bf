namespace AiScholar.Rl;

/// <summary>What a trial has shown so far.</summary>
public sealed record PracticeTrialReport
{
    /// <summary>The practice.</summary>
    public required string PracticeId { get; init; }

    /// <summary>How many pieces of work were told to follow it and whose outcome is known.</summary>
    public required int Followed { get; init; }

    /// <summary>How many were told to go on as usual and whose outcome is known.</summary>
    public required int AsUsual { get; init; }

    /// <summary>
    /// By how much the mean outcome rises when everybody follows the practice, with an interval that holds however often one looks; null while
    /// no outcome is known.
    /// </summary>
    public EffectEstimate? Effect { get; init; }

    /// <summary>One sentence.</summary>
    public required string Conclusion { get; init; }
}
