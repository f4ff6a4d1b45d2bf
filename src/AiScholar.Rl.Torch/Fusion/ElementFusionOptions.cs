using System.ComponentModel.DataAnnotations;

namespace AiScholar.Rl.Torch;

/// <summary>The element fusion network: bound from <c>MultiModal:Integrators:element-fusion</c> below the SDK's section, beside the extension's common options.</summary>
public sealed class ElementFusionOptions
{
    /// <summary>How sources are joined.</summary>
    /// <value>The default is <see cref="FusionIntegratorKind.Gated"/>.</value>
    [EnumDataType(typeof(FusionIntegratorKind))]
    public FusionIntegratorKind Integrator { get; set; } = FusionIntegratorKind.Gated;

    /// <summary>Where text vectors come from.</summary>
    /// <value>The default is <see cref="ElementTextSource.HashedTerms"/>.</value>
    [EnumDataType(typeof(ElementTextSource))]
    public ElementTextSource TextSource { get; set; } = ElementTextSource.HashedTerms;

    /// <summary>Whether to start from the weights that ship; they exist for hashed terms only. Without them the network starts from <see cref="Seed"/>.</summary>
    /// <value>The default is true.</value>
    public bool UseDefaultWeights { get; set; } = true;

    /// <summary>Seed of initial weights; null for <see cref="TorchOptions.Seed"/>.</summary>
    public long? Seed { get; set; }

    /// <summary>A checkpoint to load before first use as an integrator, relative to the working directory; null for none.</summary>
    public string? CheckpointPath { get; set; }

    /// <summary>How many elements go through the network at once, 1 to 4096.</summary>
    /// <value>The default is 64.</value>
    [Range(1, 4096)]
    public int BatchSize { get; set; } = 64;

    /// <summary>The longest text of one source that is taken, in characters, 100 to 10,000,000; longer ones are refused.</summary>
    /// <value>The default is 1,000,000.</value>
    [Range(100, 10_000_000)]
    public int MaximumCharacters { get; set; } = 1_000_000;

    /// <summary>The largest picture that is taken, in pixels, 64 to 1,000,000,000.</summary>
    /// <value>The default is 16,777,216.</value>
    [Range(64L, 1_000_000_000L)]
    public long MaximumPixels { get; set; } = 1L << 24;
}
