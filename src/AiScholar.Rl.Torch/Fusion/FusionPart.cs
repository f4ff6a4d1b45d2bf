namespace AiScholar.Rl.Torch;

/// <summary>The three kinds of weights of a gated multimodal unit.</summary>
internal enum FusionPart
{
    /// <summary>W_t.</summary>
    Text = 0,

    /// <summary>W_v.</summary>
    Visual = 1,

    /// <summary>W_z.</summary>
    Gate = 2,
}
