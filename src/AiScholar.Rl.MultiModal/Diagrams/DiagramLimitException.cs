namespace AiScholar.Rl.MultiModal;

/// <summary>A picture costs more than the options allow; the message names the limit.</summary>
internal sealed class DiagramLimitException(string message) : Exception(message);
