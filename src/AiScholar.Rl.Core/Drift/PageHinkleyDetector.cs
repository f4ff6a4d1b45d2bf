namespace AiScholar.Rl.Core;

/// <summary>The Page-Hinkley test for a rise of the mean: cheap, of constant memory, quick for abrupt changes. Not safe for concurrent use.</summary>
/// <remarks>
/// Source: Page, Biometrika 41 (1954) 100; Hinkley, Biometrika 58 (1971) 509; in the form of Gama et al., "A survey on concept drift
/// adaptation", ACM Computing Surveys 46 (2014), section 3.2.1. With m_t the sum of (value - mean so far - tolerance), a change is told when
/// m_t - min m_t exceeds the threshold.
/// </remarks>
public sealed class PageHinkleyDetector : IChangeDetector
{
    private double _sum;
    private double _lowest;

    /// <summary>A detector that has seen nothing.</summary>
    /// <param name="threshold">How far the sum may rise (lambda), above 0: the larger, the fewer false alarms and the later the true ones.</param>
    /// <param name="tolerance">A rise of the mean that does not matter (delta), at least 0.</param>
    /// <param name="minimumCount">Numbers before the first alarm, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of range.</exception>
    public PageHinkleyDetector(double threshold = 8, double tolerance = 0.05, int minimumCount = 30)
    {
        if (!(threshold > 0 && double.IsFinite(threshold)))
            throw new ArgumentOutOfRangeException(nameof(threshold), threshold, "The threshold must be positive and finite.");
        if (!(tolerance >= 0 && double.IsFinite(tolerance)))
            throw new ArgumentOutOfRangeException(nameof(tolerance), tolerance, "The tolerance must be at least 0 and finite.");
        ArgumentOutOfRangeException.ThrowIfLessThan(minimumCount, 1);
        (Threshold, Tolerance, MinimumCount) = (threshold, tolerance, minimumCount);
    }

    /// <summary>How far the sum may rise.</summary>
    public double Threshold { get; }

    /// <summary>A rise of the mean that does not matter.</summary>
    public double Tolerance { get; }

    /// <summary>Numbers before the first alarm.</summary>
    public int MinimumCount { get; }

    /// <inheritdoc/>
    public long Count { get; private set; }

    /// <summary>Mean since the start or the last change; 0 when there is none.</summary>
    public double Mean { get; private set; }

    /// <inheritdoc/>
    public bool Add(double value)
    {
        if (!double.IsFinite(value))
            throw new ArgumentOutOfRangeException(nameof(value), value, "A number must be finite.");
        Count++;
        Mean += (value - Mean) / Count;
        _sum += value - Mean - Tolerance;
        _lowest = Math.Min(_lowest, _sum);
        if (Count < MinimumCount || _sum - _lowest <= Threshold)
            return false;
        Reset();
        return true;
    }

    /// <inheritdoc/>
    public void Reset() => (Count, Mean, _sum, _lowest) = (0, 0, 0, 0);

    internal void Write(BinaryWriter writer)
    {
        writer.Write(Count);
        writer.Write(Mean);
        writer.Write(_sum);
        writer.Write(_lowest);
    }

    internal void Read(BinaryReader reader) =>
        (Count, Mean, _sum, _lowest) = (reader.ReadInt64(), reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble());
}
