namespace AiScholar.Rl.Personalization;

/// <summary>What a loop must do after an event.</summary>
internal enum GuardrailVerdict
{
    GoOn,

    /// <summary>The policy did well enough: keep its state.</summary>
    Checkpoint,

    /// <summary>The policy did worse than the baseline: put back the state kept last.</summary>
    RollBack,
}
