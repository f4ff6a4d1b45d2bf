namespace AiScholar.Rl;

/// <summary>Registers what serves people in one loop.</summary>
public interface IPersonalizationBuilder : IAdvancedRlBuilder
{
    /// <summary>The loop's name.</summary>
    string LoopName { get; }
}
