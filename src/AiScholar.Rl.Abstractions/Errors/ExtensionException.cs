namespace AiScholar.Rl;

/// <summary>A single, irreplaceable extension failed, timed out or is quarantined, so that the call has no result.</summary>
public sealed class ExtensionException : AdvancedRlException
{
    /// <summary>Creates the exception.</summary>
    public ExtensionException()
    {
    }

    /// <summary>Creates the exception.</summary>
    public ExtensionException(string message)
        : base(AdvancedRlErrorCode.ExtensionFailed, message)
    {
    }

    /// <summary>Creates the exception.</summary>
    public ExtensionException(string message, Exception? innerException)
        : base(AdvancedRlErrorCode.ExtensionFailed, message, innerException)
    {
    }

    /// <summary>Creates the exception with one of the <c>Extension…</c> codes and the extension's name.</summary>
    public ExtensionException(AdvancedRlErrorCode errorCode, string extensionName, string message, Exception? innerException = null)
        : base(errorCode, message, innerException) => ExtensionName = extensionName;

    /// <summary>The name under which the extension is registered.</summary>
    public string ExtensionName { get; } = "";
}
