namespace AiScholar.Rl.Core;

/// <summary>What a policy has learnt that keeps a model of its own for each action.</summary>
internal class ActionEstimates<TModel>
    where TModel : class
{
    public Dictionary<string, TModel> Actions { get; } = new(StringComparer.Ordinal);

    /// <summary>How many rewards were learnt.</summary>
    public long Count { get; set; }
}
