namespace AiScholar.Rl;

/// <summary>What to find out about how sessions and a model agree.</summary>
public sealed record ProcessConformanceRequest
{
    /// <summary>Whether to align every kind of session with the model.</summary>
    public bool Alignments { get; init; }

    /// <summary>How long aligning may take, above 0; what is done by then is returned. Null for no limit.</summary>
    public TimeSpan? AlignmentTimeLimit { get; init; }
}
