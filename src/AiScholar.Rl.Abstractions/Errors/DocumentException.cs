namespace AiScholar.Rl;

/// <summary>A document cannot be read: empty, unknown, damaged, encrypted, or over a limit.</summary>
public sealed class DocumentException : AdvancedRlException
{
    /// <summary>Creates the exception.</summary>
    public DocumentException()
    {
    }

    /// <summary>Creates the exception.</summary>
    public DocumentException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    public DocumentException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Creates the exception with one of the <c>Document…</c> codes.</summary>
    public DocumentException(AdvancedRlErrorCode errorCode, string message, Exception? innerException = null)
        : base(errorCode, message, innerException)
    {
    }
}
