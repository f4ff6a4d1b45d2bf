namespace AiScholar.Rl.Evaluation.Behavior;

/// <summary>One case of an event log: its events in time order.</summary>
internal sealed record EventCase(string Id, List<LoggedEvent> Events);

/// <summary>One event: its activity, its time, and its other attributes by key with their XES type.</summary>
internal sealed record LoggedEvent(string Activity, DateTimeOffset Time, Dictionary<string, (string Type, string Value)> Attributes);
