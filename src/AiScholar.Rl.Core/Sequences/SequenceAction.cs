namespace AiScholar.Rl.Core;

/// <summary>Something done: what and when.</summary>
/// <param name="Name">What was done.</param>
/// <param name="Time">When; the default when unknown.</param>
internal readonly record struct SequenceAction(string Name, DateTimeOffset Time);
