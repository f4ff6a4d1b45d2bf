namespace AiScholar.Rl.Testing;

/// <summary>What one run gave.</summary>
internal sealed record ReplicationResult(int Steps, KeyValuePair<string, double>[] Figures, RecordedCurve[] Curves, ReplicationCost? Cost);

/// <summary>A curve of one run.</summary>
internal sealed record RecordedCurve(string Name, List<(int Step, double Value)> Points);

/// <summary>What a decision and a reward cost in one run.</summary>
internal sealed record ReplicationCost(double DecisionMicroseconds, double RewardMicroseconds, double Bytes);
