namespace AiScholar.Rl.Core;

/// <summary>What the encoder knows of one name.</summary>
internal sealed class FeatureSlot(FeatureKind kind)
{
    private const int RecentRows = 256;

    private long _recentCount;

    public FeatureKind Kind { get; } = kind;

    /// <summary>First position of a number or an embedding; -1 when it has none.</summary>
    public int Position { get; set; } = -1;

    /// <summary>Width of an embedding.</summary>
    public int Width { get; set; }

    /// <summary>Positions of the values of a categorical feature, a text or a set.</summary>
    public Dictionary<string, int> Values { get; } = new(StringComparer.Ordinal);

    /// <summary>Past rows that had the number.</summary>
    public long Count { get; set; }

    public double Mean { get; set; }

    /// <summary>Sum of squared deviations from the mean.</summary>
    public double SquaredDeviations { get; set; }

    /// <summary>The row that last had the name, to find a name given twice.</summary>
    public long LastRow { get; set; } = -1;

    /// <summary>The interactions it takes part in, see <see cref="FeatureInteraction.MaskOf"/>.</summary>
    public uint Interactions { get; init; }

    /// <summary>The row, since the encoder was made or loaded, that first had it; 0 when it was loaded.</summary>
    public long FirstRow { get; init; }

    /// <summary>The row that last had it.</summary>
    public long LastSeenRow { get; set; }

    /// <summary>Rows that had it since the encoder was made or loaded.</summary>
    public long Seen { get; set; }

    /// <summary>How often it came with another kind.</summary>
    public long KindChanges { get; set; }

    /// <summary>How many values found no room.</summary>
    public long LeftOut { get; set; }

    /// <summary>How many rows had a category not seen before.</summary>
    public long NewValues { get; set; }

    /// <summary>Exponential mean of the number over some 256 rows.</summary>
    public double RecentMean { get; private set; }

    /// <summary>Standard deviation of the number over all rows.</summary>
    public double Deviation => Count > 0 ? Math.Sqrt(SquaredDeviations / Count) : 0;

    /// <summary>Scales a number by the past rows; bounded by 5 in magnitude.</summary>
    public double Scale(double value)
    {
        if (Count == 0 || !(SquaredDeviations > 0))
            return 0;
        double deviation = Math.Sqrt(SquaredDeviations / Count);
        double scaled = (value - Mean) / deviation * Math.Sqrt(Count / (Count + 1.0));
        return double.IsFinite(scaled) ? 1.25 * scaled / (1 + (Math.Abs(scaled) / 4)) : Math.CopySign(5, value - Mean);
    }

    /// <summary>Welford, Technometrics 4 (1962) 419.</summary>
    public void Observe(double value)
    {
        Count++;
        RecentMean += (value - RecentMean) / Math.Min(++_recentCount, RecentRows);
        double delta = value - Mean;
        Mean += delta / Count;
        SquaredDeviations += delta * (value - Mean);
    }
}
