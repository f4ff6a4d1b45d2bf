using TorchSharp;

namespace AiScholar.Rl.Torch;

/// <summary>
/// One way to join sources: gives a joint vector for each element and how much to trust paragraphs, words inside and the joint vector. Weights live in <see cref="ElementWeights"/>;
/// an integrator holds none.
/// </summary>
internal abstract class ElementIntegrator
{
    /// <summary>How many trusts there are: of paragraphs, of words inside, of the joint vector.</summary>
    public const int Trusts = 3;

    /// <summary>Its name in checkpoints.</summary>
    public abstract string Kind { get; }

    public static ElementIntegrator Of(FusionIntegratorKind kind) => kind switch
    {
        FusionIntegratorKind.CrossAttention => new CrossAttentionIntegrator(),
        FusionIntegratorKind.LowRank => new LowRankIntegrator(),
        _ => new GatedIntegrator(),
    };

    /// <summary>Makes the initial weights.</summary>
    public abstract void Initialize(ElementWeights weights);

    /// <summary>Joins.</summary>
    /// <returns>The joint vectors [n, h], and what is added to the logarithms of the trusts [n, 3], 0 at the start.</returns>
    public abstract (torch.Tensor Joint, torch.Tensor Trust) Integrate(ElementWeights weights, in ElementSources sources);
}
