namespace AiScholar.Rl.MultiModal;

/// <summary>What a label may say.</summary>
/// <param name="Numbers">The numbers it may be, likeliest first.</param>
/// <param name="Text">The likeliest text of any kind.</param>
internal sealed record LabelReading(IReadOnlyList<LabelCandidate> Numbers, LabelCandidate? Text)
{
    public static LabelReading None { get; } = new([], null);

    /// <summary>The log probability of the best number; minus infinity when it is none.</summary>
    public double NumberScore => Numbers.Count > 0 ? Numbers[0].LogProbability : double.NegativeInfinity;
}
