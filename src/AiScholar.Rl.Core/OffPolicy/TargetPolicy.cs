namespace AiScholar.Rl.Core;

/// <summary>The policy to evaluate: fills one probability for each action of a logged decision, none negative, sum 1.</summary>
/// <param name="decision">The logged decision.</param>
/// <param name="probabilities">One entry for each of its actions, in their order.</param>
public delegate void TargetPolicy(LoggedDecision decision, Span<double> probabilities);
