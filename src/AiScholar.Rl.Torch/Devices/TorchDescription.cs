namespace AiScholar.Rl.Torch;

/// <summary>What the neural core runs on, for logs, health and deployment checks.</summary>
public sealed record TorchDescription
{
    /// <summary>The device that networks run on: <c>cpu</c> or <c>cuda:N</c>.</summary>
    public required string Device { get; init; }

    /// <summary>The libtorch version: what the folder states, else what TorchSharp is built for.</summary>
    public required string LibtorchVersion { get; init; }

    /// <summary>The version of the TorchSharp assembly.</summary>
    public required string TorchSharpVersion { get; init; }

    /// <summary>How the native libraries were loaded.</summary>
    public required TorchNativeLoading NativeLoading { get; init; }

    /// <summary>The folder that libtorch was loaded from; empty when the platform's own search found it.</summary>
    public required string NativeFolder { get; init; }

    /// <summary>How many CUDA devices this process sees.</summary>
    public required int CudaDeviceCount { get; init; }

    /// <summary>How many threads one operation may use on the CPU.</summary>
    public required int Threads { get; init; }
}
