namespace AiScholar.Rl.MultiModal;

/// <summary>The shape of one convolution of the label network and the pooling after it.</summary>
/// <param name="Inputs">Channels in.</param>
/// <param name="Outputs">Channels out.</param>
/// <param name="KernelHeight">Rows of the kernel.</param>
/// <param name="KernelWidth">Columns of the kernel.</param>
/// <param name="PadRows">Whether rows are padded, so that the height stays.</param>
/// <param name="PoolRows">Rows that are pooled into one afterwards.</param>
/// <param name="PoolColumns">Columns that are pooled into one afterwards.</param>
/// <param name="Rectify">Whether negative outputs become 0.</param>
internal readonly record struct LabelLayer(int Inputs, int Outputs, int KernelHeight, int KernelWidth, bool PadRows, int PoolRows, int PoolColumns, bool Rectify)
{
    /// <summary>All layers in order: five to a single row, two along it.</summary>
    public static IReadOnlyList<LabelLayer> All { get; } =
    [
        new(1, 16, 3, 3, true, 2, 2, true),
        new(16, 32, 3, 3, true, 2, 1, true),
        new(32, 48, 3, 3, true, 2, 1, true),
        new(48, 64, 3, 3, true, 2, 1, true),
        new(64, 128, 2, 3, false, 1, 1, true),
        new(128, 128, 1, 5, true, 1, 1, true),
        new(128, GlyphAlphabet.Classes, 1, 1, true, 1, 1, false),
    ];

    /// <summary>Number of weights, biases left out.</summary>
    public int Weights => Inputs * Outputs * KernelHeight * KernelWidth;
}
