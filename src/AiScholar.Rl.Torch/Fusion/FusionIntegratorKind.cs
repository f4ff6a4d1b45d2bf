namespace AiScholar.Rl.Torch;

/// <summary>How element fusion joins the sources of an element: three integrators behind one contract.</summary>
public enum FusionIntegratorKind
{
    /// <summary>A gate a source and dimension: the gated multimodal unit (Arevalo et al. 2017) for any number of sources.</summary>
    Gated = 0,

    /// <summary>A query attends to the words and to the places of the picture (Vaswani et al. 2017).</summary>
    CrossAttention = 1,

    /// <summary>Products of all sources with factors of low rank (LMF, Liu et al. 2018).</summary>
    LowRank = 2,
}
