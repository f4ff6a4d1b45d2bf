namespace AiScholar.Rl;

/// <summary>Registers what watches over the SDK.</summary>
public interface IDiagnosticsBuilder : IAdvancedRlBuilder;
