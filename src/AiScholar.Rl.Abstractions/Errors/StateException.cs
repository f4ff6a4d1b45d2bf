namespace AiScholar.Rl;

/// <summary>Saved state (a policy, a checkpoint, a predictor) cannot be loaded: damaged, too new, or of another model.</summary>
public sealed class StateException : AdvancedRlException
{
    /// <summary>Creates the exception.</summary>
    public StateException()
    {
    }

    /// <summary>Creates the exception.</summary>
    public StateException(string message)
        : base(AdvancedRlErrorCode.StateCorrupt, message)
    {
    }

    /// <summary>Creates the exception.</summary>
    public StateException(string message, Exception? innerException)
        : base(AdvancedRlErrorCode.StateCorrupt, message, innerException)
    {
    }

    /// <summary>Creates the exception with one of the <c>State…</c> codes.</summary>
    public StateException(AdvancedRlErrorCode errorCode, string message, Exception? innerException = null)
        : base(errorCode, message, innerException)
    {
    }
}
