namespace AiScholar.Rl;

/// <summary>Base of every exception that the SDK throws for a host to catch; BCL exceptions are kept for misuse of a member.</summary>
public class AdvancedRlException : Exception
{
    /// <summary>Creates the exception with <see cref="AdvancedRlErrorCode.Unspecified"/>.</summary>
    public AdvancedRlException()
        : this(AdvancedRlErrorCode.Unspecified, "An AiScholar.Rl operation failed.")
    {
    }

    /// <summary>Creates the exception with <see cref="AdvancedRlErrorCode.Unspecified"/>.</summary>
    public AdvancedRlException(string message)
        : this(AdvancedRlErrorCode.Unspecified, message)
    {
    }

    /// <summary>Creates the exception with <see cref="AdvancedRlErrorCode.Unspecified"/> and a cause.</summary>
    public AdvancedRlException(string message, Exception? innerException)
        : this(AdvancedRlErrorCode.Unspecified, message, innerException)
    {
    }

    /// <summary>Creates the exception with its code, a message that says what failed, which value and how to mend it, and the cause if there is one.</summary>
    public AdvancedRlException(AdvancedRlErrorCode errorCode, string message, Exception? innerException = null)
        : base(message, innerException) => ErrorCode = errorCode;

    /// <summary>What went wrong, stable across versions.</summary>
    public AdvancedRlErrorCode ErrorCode { get; }
}
