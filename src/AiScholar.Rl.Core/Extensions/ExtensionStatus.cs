namespace AiScholar.Rl.Core;

/// <summary>How an extension is doing.</summary>
public sealed record ExtensionStatus
{
    /// <summary>The contract's name without its leading I.</summary>
    public required string Kind { get; init; }

    /// <summary>The key it is registered under.</summary>
    public required string Name { get; init; }

    /// <summary>Whether it was created and initialised.</summary>
    public bool IsInitialized { get; init; }

    /// <summary>Whether it is quarantined after repeated faults.</summary>
    public bool IsQuarantined { get; init; }

    /// <summary>Why its initialisation failed, or null.</summary>
    public string? InitializationFailure { get; init; }

    /// <summary>How often it was called.</summary>
    public long Calls { get; init; }

    /// <summary>How many of its calls ended in a fault; calls refused in quarantine are not among them.</summary>
    public long Faults { get; init; }
}
