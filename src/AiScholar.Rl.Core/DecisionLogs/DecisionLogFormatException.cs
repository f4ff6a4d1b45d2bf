namespace AiScholar.Rl.Core;

/// <summary>A line is no decision; the reader turns it into an entry with the reason.</summary>
internal sealed class DecisionLogFormatException(string message) : AdvancedRlException(AdvancedRlErrorCode.DecisionInvalid, message);
