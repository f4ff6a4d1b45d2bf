namespace AiScholar.Rl.MultiModal;

/// <summary>What stands on a page beside its running text.</summary>
internal sealed record PageRegions(List<TableCandidate> Tables, List<FigureCandidate> Figures, List<EquationCandidate> Equations);
