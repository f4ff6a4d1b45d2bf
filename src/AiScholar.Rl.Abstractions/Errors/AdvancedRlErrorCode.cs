namespace AiScholar.Rl;

/// <summary>Stable codes of the SDK's own errors. Values are never reused; new ones may be added in any minor version.</summary>
public enum AdvancedRlErrorCode
{
    /// <summary>No narrower code applies.</summary>
    Unspecified = 0,

    /// <summary>A setting is missing or out of its range.</summary>
    InvalidConfiguration = 100,

    /// <summary>A service, a loop or an extension of that name is not registered.</summary>
    NotRegistered = 101,

    /// <summary>A component's self-check failed at deployment validation.</summary>
    DeploymentInvalid = 102,

    /// <summary>The document has no bytes.</summary>
    DocumentEmpty = 200,

    /// <summary>The bytes are of no format that a registered reader knows.</summary>
    DocumentFormatUnknown = 201,

    /// <summary>The document is damaged or truncated.</summary>
    DocumentCorrupt = 202,

    /// <summary>The document needs a password.</summary>
    DocumentEncrypted = 203,

    /// <summary>The document exceeds a limit; the message names the limit and its setting.</summary>
    DocumentLimitExceeded = 204,

    /// <summary>The document has no such page.</summary>
    DocumentPageMissing = 205,

    /// <summary>A program that the host asked for, such as a recognizer of text or a renderer, is not installed or failed; the message says which.</summary>
    ExternalToolFailed = 206,

    /// <summary>The request of a decision is unusable.</summary>
    DecisionInvalid = 300,

    /// <summary>No decision of that event id is known to the loop.</summary>
    EventUnknown = 301,

    /// <summary>A policy returned probabilities that are not a distribution.</summary>
    PolicyInvalid = 302,

    /// <summary>A feature is not finite, too large, or of another type than before.</summary>
    FeatureInvalid = 303,

    /// <summary>A workflow cannot be scheduled: cycle, unknown reference, impossible demand, negative duration.</summary>
    WorkflowInvalid = 400,

    /// <summary>Sessions cannot be learnt from.</summary>
    SessionsInvalid = 401,

    /// <summary>No schedule keeps all constraints of a workflow; the message names the smallest set that conflicts.</summary>
    WorkflowInfeasible = 402,

    /// <summary>A workflow file cannot be read; the message names the line or the task.</summary>
    WorkflowFormatInvalid = 403,

    /// <summary>Saved state is damaged: its checksum or structure is wrong.</summary>
    StateCorrupt = 500,

    /// <summary>Saved state comes from a newer format than this version reads.</summary>
    StateVersionUnsupported = 501,

    /// <summary>Saved state belongs to another model: name, shape or dimension differ.</summary>
    StateMismatch = 502,

    /// <summary>The native libtorch is absent or cannot be loaded; the message says what to add.</summary>
    NativeLibraryUnavailable = 600,

    /// <summary>The asked-for device does not exist on this machine.</summary>
    DeviceUnavailable = 601,

    /// <summary>An extension threw, or returned an invalid value.</summary>
    ExtensionFailed = 700,

    /// <summary>An extension did not answer within its time-out.</summary>
    ExtensionTimedOut = 701,

    /// <summary>An extension is quarantined after repeated faults.</summary>
    ExtensionQuarantined = 702,

    /// <summary>JSON does not fit the model it is read into.</summary>
    SerializationFailed = 800,
}
