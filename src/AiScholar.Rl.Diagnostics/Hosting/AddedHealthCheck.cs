namespace AiScholar.Rl.Diagnostics;

/// <summary>Says that the SDK's health check was added under a name.</summary>
internal sealed record AddedHealthCheck(string Name);
