namespace AiScholar.Rl.MultiModal;

/// <summary>One way to read a label.</summary>
/// <param name="Text">What it says.</param>
/// <param name="Value">Its number, or null when it is none.</param>
/// <param name="LogProbability">How likely, natural logarithm.</param>
internal sealed record LabelCandidate(string Text, double? Value, double LogProbability);
