namespace AiScholar.Rl;

/// <summary>One cell of a heat map.</summary>
public sealed record ChartCell
{
    /// <summary>Its column, from 0 at the left.</summary>
    public required int Column { get; init; }

    /// <summary>Its row, from 0 at the top.</summary>
    public required int Row { get; init; }

    /// <summary>The value that its colour stands for.</summary>
    public required double Value { get; init; }

    /// <summary>How sure the value is, 0 to 1.</summary>
    public double Confidence { get; init; } = 1;
}
