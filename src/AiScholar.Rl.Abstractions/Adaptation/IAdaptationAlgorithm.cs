namespace AiScholar.Rl;

/// <summary>Says what to adapt to a person (the guide's adaptation algorithm). Safe to call from many threads.</summary>
public interface IAdaptationAlgorithm
{
    /// <summary>Adapts.</summary>
    ValueTask<AdaptationResult> AdaptAsync(UserProfile profile, UserContext context, CancellationToken cancellationToken = default);

    /// <summary>Learns how an adaptation was received.</summary>
    ValueTask LearnAsync(Feedback feedback, CancellationToken cancellationToken = default);
}
