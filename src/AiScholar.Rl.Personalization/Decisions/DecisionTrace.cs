namespace AiScholar.Rl.Personalization;

/// <summary>What a guardrail and a shadow must remember of a decision until its reward comes.</summary>
/// <param name="PolicyProbability">What the loop's policy itself gave the chosen action, before the guardrail.</param>
/// <param name="ShadowProbability">What the shadow policy gave the chosen action.</param>
internal readonly record struct DecisionTrace(double PolicyProbability, double ShadowProbability);
