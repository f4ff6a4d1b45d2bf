namespace AiScholar.Rl.Fuzz;

/// <summary>One mutated document.</summary>
internal sealed record FuzzInput(string Name, byte[] Content);
