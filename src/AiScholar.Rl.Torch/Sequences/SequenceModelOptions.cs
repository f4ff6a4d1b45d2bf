using System.ComponentModel.DataAnnotations;

namespace AiScholar.Rl.Torch;

/// <summary>The layout of a sequence network: bound from <c>Personalization:{loop}:Predictors:{sasrec or gru4rec}</c>, beside the extension's common options.</summary>
public sealed class SequenceModelOptions
{
    /// <summary>Width of the hidden vectors, 4 to 2048; a multiple of <see cref="Heads"/>.</summary>
    /// <value>The default is 128.</value>
    [Range(4, 2048)]
    public int Width { get; set; } = 128;

    /// <summary>Attention blocks of SASRec, or recurrent layers of GRU4Rec, 1 to 12.</summary>
    /// <value>The default is 2.</value>
    [Range(1, 12)]
    public int Layers { get; set; } = 2;

    /// <summary>Attention heads of SASRec, 1 to 32.</summary>
    /// <value>The default is 2.</value>
    [Range(1, 32)]
    public int Heads { get; set; } = 2;

    /// <summary>How many of the latest actions the network sees, 1 to 1024.</summary>
    /// <value>The default is 200.</value>
    [Range(1, 1024)]
    public int MaximumLength { get; set; } = 200;

    /// <summary>Whether the time between actions is an input; then every action must carry its timestamp.</summary>
    /// <value>The default is false.</value>
    public bool UseTimestamps { get; set; }

    /// <summary>The most different actions, 2 to 1,000,000.</summary>
    /// <value>The default is 100,000.</value>
    [Range(2, 1_000_000)]
    public int MaximumActions { get; set; } = 100_000;

    /// <summary>The most actions in all sequences of a training, 2 to 1,000,000,000.</summary>
    /// <value>The default is 50,000,000.</value>
    [Range(2, 1_000_000_000)]
    public int MaximumTrainingActions { get; set; } = 50_000_000;

    /// <summary>A checkpoint to load before first use, relative to the working directory; null for none.</summary>
    public string? CheckpointPath { get; set; }
}
