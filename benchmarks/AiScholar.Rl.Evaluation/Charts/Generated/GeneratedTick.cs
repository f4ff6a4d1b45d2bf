namespace AiScholar.Rl.Evaluation.Charts.Generated;

/// <summary>A tick: its value, what is written there, and the raised part of a power of ten.</summary>
internal sealed record GeneratedTick(double Value, string Text, string Raised = "");
