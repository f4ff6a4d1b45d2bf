namespace AiScholar.Rl.ResearchAssistant;

/// <summary>A cheapest alignment of a trace.</summary>
/// <param name="Cost">Moves of one side alone, silent ones not counted.</param>
/// <param name="Moves">Who moves, and the activity.</param>
internal sealed record AlignedTrace(int Cost, IReadOnlyList<(AlignmentMoveKind Kind, int Activity)> Moves);
