using System.ComponentModel.DataAnnotations;

namespace AiScholar.Rl.Torch;

/// <summary>How the neural core runs: bound from the section <c>Torch</c> below the SDK's.</summary>
public sealed class TorchOptions
{
    /// <summary>Where networks run: <c>auto</c> (the first CUDA device if there is one, else the CPU), <c>cpu</c>, <c>cuda</c> (the first) or <c>cuda:N</c>.</summary>
    /// <value>The default is <c>auto</c>.</value>
    [Required(ErrorMessage = "Torch:Device must not be empty; use auto, cpu, cuda or cuda:N.")]
    [RegularExpression("^(?i:auto|cpu|cuda(:[0-9]{1,2})?)$", ErrorMessage = "Torch:Device must be auto, cpu, cuda or cuda:N with N from 0 to 99.")]
    public string Device { get; set; } = "auto";

    /// <summary>
    /// A folder with an existing libtorch of the version that TorchSharp needs, CPU or CUDA, such as a Python installation's <c>torch/lib</c>; null for the
    /// application's own native package. With it the application must hold no libtorch of its own.
    /// </summary>
    public string? LibraryPath { get; set; }

    /// <summary>How many threads one operation may use on the CPU, 1 to 1024; null for libtorch's choice. libtorch keeps one such number a process.</summary>
    [Range(1, 1024)]
    public int? Threads { get; set; }

    /// <summary>Seed of initial weights, and of training whose own options name none. Untrained networks of one seed are the same at every start.</summary>
    /// <value>The default is 0.</value>
    public long Seed { get; set; }

    /// <summary>The largest checkpoint that is read, in bytes: 4 KiB to 2,000,000,000.</summary>
    /// <value>The default is 1 GiB.</value>
    [Range(4096L, 2_000_000_000L)]
    public long MaximumCheckpointBytes { get; set; } = 1L << 30;
}
