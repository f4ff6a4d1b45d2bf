namespace AiScholar.Rl.Core;

/// <summary>What a line of the report stands for.</summary>
public enum PolicyEvaluationKind
{
    /// <summary>The policy that wrote the log.</summary>
    Logged = 0,

    /// <summary>The host's baseline action.</summary>
    Baseline = 1,

    /// <summary>The best action to take always, found on other events than it is judged on.</summary>
    Constant = 2,

    /// <summary>A policy that learns nothing meanwhile.</summary>
    Fixed = 3,

    /// <summary>A learner trained on the log.</summary>
    Learning = 4,
}
