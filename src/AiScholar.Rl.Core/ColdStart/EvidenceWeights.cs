namespace AiScholar.Rl.Core;

/// <summary>How much the two kinds of evidence count in a new user's posterior.</summary>
/// <param name="Presence">Of which items were answered.</param>
/// <param name="Answers">Of the answers.</param>
internal readonly record struct EvidenceWeights(double Presence, double Answers)
{
    /// <summary>The answers as the model says, and nothing else.</summary>
    public static EvidenceWeights Default { get; } = new(0, 1);
}
