namespace AiScholar.Rl.Torch;

/// <summary>How a network's start is learnt from tasks.</summary>
internal enum MetaAlgorithm
{
    /// <summary><see cref="ReptileStep"/>.</summary>
    Reptile = 0,

    /// <summary><see cref="MamlStep"/>, first order.</summary>
    Maml = 1,

    /// <summary><see cref="AnilStep"/>: the head alone is adapted.</summary>
    Anil = 2,
}
