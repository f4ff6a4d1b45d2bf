namespace AiScholar.Rl;

/// <summary>Registers what understands documents.</summary>
public interface IMultiModalBuilder : IAdvancedRlBuilder;
