namespace AiScholar.Rl;

/// <summary>One contained fault of an extension.</summary>
public sealed record ExtensionFault
{
    /// <summary>The contract's name without its leading I, such as <c>VisualProcessor</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>The extension's registered name.</summary>
    public required string ExtensionName { get; init; }

    /// <summary>What was called, such as <c>ProcessAsync</c>.</summary>
    public required string Operation { get; init; }

    /// <summary><see cref="AdvancedRlErrorCode.ExtensionFailed"/>, <see cref="AdvancedRlErrorCode.ExtensionTimedOut"/> or <see cref="AdvancedRlErrorCode.ExtensionQuarantined"/>.</summary>
    public required AdvancedRlErrorCode Code { get; init; }

    /// <summary>When it was contained.</summary>
    public required DateTimeOffset Timestamp { get; init; }

    /// <summary>The exception, when there was one.</summary>
    public Exception? Exception { get; init; }
}
