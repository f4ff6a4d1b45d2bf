namespace AiScholar.Rl.Torch;

/// <summary>How TorchSharp's native library came into the process.</summary>
public enum TorchNativeLoading
{
    /// <summary>The platform's ordinary search found it and all it needs.</summary>
    Plain = 0,

    /// <summary>libtorch was loaded first, file by file, since it lies in another folder.</summary>
    Preloaded = 1,

    /// <summary>
    /// As <see cref="Preloaded"/>, from a copy in memory whose need for <c>GLIBCXX_3.4.32</c> is marked weak: the system's libstdc++ is older than GCC 13's.
    /// </summary>
    VersionNeedWeakened = 2,
}
