namespace AiScholar.Rl.Training.Confidence;

/// <summary>What is assumed of a processor's evidence before any element was judged.</summary>
/// <param name="Processor">The processor's name.</param>
/// <param name="Bias">The sum of an element that nothing speaks for.</param>
/// <param name="Weights">What each kind of evidence adds.</param>
internal sealed record ConfidencePrior(string Processor, double Bias, IReadOnlyList<(string Name, double Weight)> Weights)
{
    /// <summary>Each comes to .95 to .99 where all speaks for an element: a chart without its axes is nothing, an equation without its number may still be one.</summary>
    public static IReadOnlyList<ConfidencePrior> All { get; } =
    [
        new("chart", -5, [("axes", 4), ("settled", 3), ("explained", 1), ("framed", 1)]),
        new("chart-paths", 1.3, [("axes", 2)]),
        new("diagram", -3, [("attached", 3), ("linked", 2), ("outlined", 1)]),
        new("equation", 0, [("numbered", 1.5), ("apart", 1), ("wordless", 1), ("fullSize", 1)]),
        new("table", 1, [("fullRows", 1), ("filled", 1), ("figures", 1)]),
    ];
}
