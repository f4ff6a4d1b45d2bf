using TorchSharp;

namespace AiScholar.Rl.Torch;

/// <summary>
/// The way to TorchSharp for neural extensions: its members load libtorch on first use, which must happen before any other use of TorchSharp
/// in the process. Safe to call from many threads.
/// </summary>
/// <exception cref="TorchException">Every member throws it when libtorch cannot be loaded or the device does not exist; the next call tries anew.</exception>
public interface ITorchRuntime
{
    /// <summary>The device that <see cref="TorchOptions.Device"/> selects.</summary>
    torch.Device Device { get; }

    /// <summary>What the core runs on.</summary>
    TorchDescription Description { get; }

    /// <summary>A generator of random numbers on the CPU, of its own seed; the caller disposes it. The process-wide generator is never touched.</summary>
    torch.Generator CreateGenerator(long seed);
}
