namespace AiScholar.Rl.Core;

/// <summary>Fills the distribution of a slot of one event, given the actions in the slots before.</summary>
internal delegate void SlateDistribution(ReadOnlySpan<int> placed, Span<double> probabilities);
