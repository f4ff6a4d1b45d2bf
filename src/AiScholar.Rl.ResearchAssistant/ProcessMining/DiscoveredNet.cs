namespace AiScholar.Rl.ResearchAssistant;

/// <summary>A sound net.</summary>
/// <param name="Net">The net.</param>
/// <param name="Tree">The process tree it is the net of; null when it has none.</param>
internal sealed record DiscoveredNet(NetGraph Net, TreeNode? Tree);
