namespace AiScholar.Rl.Testing;

/// <summary>A reward on its way to the learner.</summary>
internal readonly record struct PendingReward(string EventId, int? Slot, double Value, bool IsLast);
