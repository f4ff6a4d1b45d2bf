namespace AiScholar.Rl;

/// <summary>Registers what makes work better.</summary>
public interface IResearchAssistantBuilder : IAdvancedRlBuilder;
