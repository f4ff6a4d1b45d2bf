namespace AiScholar.Rl;

/// <summary>A decision, a reward, a feature or a policy is unusable.</summary>
public sealed class PersonalizationException : AdvancedRlException
{
    /// <summary>Creates the exception.</summary>
    public PersonalizationException()
    {
    }

    /// <summary>Creates the exception.</summary>
    public PersonalizationException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    public PersonalizationException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Creates the exception with its code.</summary>
    public PersonalizationException(AdvancedRlErrorCode errorCode, string message, Exception? innerException = null)
        : base(errorCode, message, innerException)
    {
    }
}
