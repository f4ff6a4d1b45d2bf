namespace AiScholar.Rl.MultiModal;

/// <summary>What a pixel's place along an axis means.</summary>
internal sealed record AxisScale
{
    /// <summary>Value (or its decimal logarithm) a pixel.</summary>
    public required double Slope { get; init; }

    /// <summary>Value (or its decimal logarithm) at pixel 0.</summary>
    public required double Intercept { get; init; }

    public bool IsLogarithmic { get; init; }

    public bool IsDate { get; init; }

    /// <summary>How sure the scale is, 0 to 1.</summary>
    public required double Confidence { get; init; }

    /// <summary>Names along a category axis with the places of their labels; empty for numbers.</summary>
    public IReadOnlyList<(string Name, double Position)> Categories { get; init; } = [];

    public double ValueAt(double position)
    {
        double value = Intercept + (Slope * position);
        return IsLogarithmic ? Math.Pow(10, value) : value;
    }

    public double PositionOf(double value) => ((IsLogarithmic ? Math.Log10(value) : value) - Intercept) / Slope;
}
