namespace AiScholar.Rl.Evaluation.Robust;

/// <summary>A makespan that was promised, and what came of it.</summary>
/// <param name="Part">Where it was carried out: <c>replay</c> or <c>simulator</c>.</param>
/// <param name="Family">The family.</param>
/// <param name="Execution">The execution.</param>
/// <param name="Slots">How many slots.</param>
/// <param name="Split">Which split into halves.</param>
/// <param name="Seconds">The promise.</param>
/// <param name="Met">The share of the futures in which it was met; 0 or 1 in a replay.</param>
/// <param name="Ratio">Promise over realised makespan; the geometric mean over futures.</param>
/// <param name="Mean">Realised makespan; the mean over futures.</param>
internal sealed record Promise(string Part, string Family, string Execution, int Slots, int Split, double Seconds, double Met, double Ratio, double Mean);
