using System.ComponentModel.DataAnnotations;

namespace AiScholar.Rl.Torch;

/// <summary>The gated fusion network: bound from <c>MultiModal:Integrators:gated-fusion</c> below the SDK's section, beside the extension's common options.</summary>
public sealed class GatedFusionOptions
{
    /// <summary>Width of the fused vectors, 2 to 8192.</summary>
    /// <value>The default is 256.</value>
    [Range(2, 8192)]
    public int Dimension { get; set; } = 256;

    /// <summary>Seed of the initial weights; null for <see cref="TorchOptions.Seed"/>.</summary>
    public long? Seed { get; set; }

    /// <summary>A checkpoint to load before first use, relative to the working directory; null for none.</summary>
    public string? CheckpointPath { get; set; }

    /// <summary>The widest text or visual vector that is taken, 1 to 1,048,576.</summary>
    /// <value>The default is 16,384.</value>
    [Range(1, 1_048_576)]
    public int MaximumInputWidth { get; set; } = 16_384;

    /// <summary>How many different widths a modality may have, 1 to 1024: the model keeps weights for each.</summary>
    /// <value>The default is 16.</value>
    [Range(1, 1024)]
    public int MaximumWidths { get; set; } = 16;
}
