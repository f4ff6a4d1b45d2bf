namespace AiScholar.Rl;

/// <summary>Options without a setting: validating them at start checks what is registered.</summary>
internal sealed class RegistrationChecks;
