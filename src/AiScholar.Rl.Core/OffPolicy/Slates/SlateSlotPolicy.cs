namespace AiScholar.Rl.Core;

/// <summary>Fills the next slot's distribution of a slate: one probability for each action, none negative, sum 1.</summary>
/// <param name="decision">The logged decision.</param>
/// <param name="placed">Indices of the actions in the slots before, in their order.</param>
/// <param name="probabilities">One entry for each of its actions, in their order.</param>
public delegate void SlateSlotPolicy(LoggedDecision decision, ReadOnlySpan<int> placed, Span<double> probabilities);
