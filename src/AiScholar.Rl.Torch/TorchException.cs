namespace AiScholar.Rl.Torch;

/// <summary>The native libtorch cannot be loaded, or the asked-for device does not exist; the message says what to add or change.</summary>
public sealed class TorchException : AdvancedRlException
{
    /// <summary>Creates the exception with <see cref="AdvancedRlErrorCode.NativeLibraryUnavailable"/>.</summary>
    public TorchException()
        : this("The native libtorch is not available.")
    {
    }

    /// <summary>Creates the exception with <see cref="AdvancedRlErrorCode.NativeLibraryUnavailable"/>.</summary>
    public TorchException(string message)
        : base(AdvancedRlErrorCode.NativeLibraryUnavailable, message)
    {
    }

    /// <summary>Creates the exception with <see cref="AdvancedRlErrorCode.NativeLibraryUnavailable"/> and a cause.</summary>
    public TorchException(string message, Exception? innerException)
        : base(AdvancedRlErrorCode.NativeLibraryUnavailable, message, innerException)
    {
    }

    /// <summary>Creates the exception with its code, and the cause if there is one.</summary>
    public TorchException(AdvancedRlErrorCode errorCode, string message, Exception? innerException = null)
        : base(errorCode, message, innerException)
    {
    }
}
