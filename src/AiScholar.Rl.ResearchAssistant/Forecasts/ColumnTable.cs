namespace AiScholar.Rl.ResearchAssistant;

/// <summary>Moments as a table for growing trees: the columns that say most often something, each value as the number of its bin.</summary>
internal sealed class ColumnTable
{
    /// <summary>Most columns that a forest looks at.</summary>
    public const int MaxColumns = 300;

    private const int MaxBins = 64;
    private const int SampledValues = 4096;

    private readonly byte[][] _bins;
    private readonly float[][] _thresholds;

    /// <param name="examples">The moments.</param>
    /// <param name="fewest">A column is left out when it is there, or is missing, in fewer moments.</param>
    public ColumnTable(ReadOnlySpan<MomentExample> examples, int fewest)
    {
        var values = new Dictionary<int, List<(int Row, float Value)>>();
        for (int row = 0; row < examples.Length; row++)
        {
            Moment moment = examples[row].Moment;
            for (int i = 0; i < moment.Columns.Length; i++)
            {
                if (!values.TryGetValue(moment.Columns[i], out List<(int, float)>? column))
                    values.Add(moment.Columns[i], column = []);
                column.Add((row, moment.Values[i]));
            }
        }

        Columns = [.. values.Where(pair => pair.Value.Count >= fewest).OrderByDescending(pair => pair.Value.Count).ThenBy(pair => pair.Key).Take(MaxColumns).Select(pair => pair.Key).Order()];
        (_bins, _thresholds) = (new byte[Columns.Length][], new float[Columns.Length][]);
        for (int column = 0; column < Columns.Length; column++)
        {
            List<(int Row, float Value)> entries = values[Columns[column]];
            float[] thresholds = _thresholds[column] = Thresholds(entries, entries.Count < examples.Length);
            byte[] bins = _bins[column] = new byte[examples.Length];
            foreach ((int row, float value) in entries)
            {
                int bin = Array.BinarySearch(thresholds, value);
                bins[row] = (byte)(bin < 0 ? ~bin : bin);
            }
        }
    }

    /// <summary>Numbers of the columns taken, ascending.</summary>
    public int[] Columns { get; }

    /// <summary>The bin of each row; bin b holds what is above threshold b - 1, up to threshold b.</summary>
    public ReadOnlySpan<byte> Bins(int column) => _bins[column];

    /// <summary>Upper ends of the bins but the last.</summary>
    public ReadOnlySpan<float> Thresholds(int column) => _thresholds[column];

    private static float[] Thresholds(List<(int Row, float Value)> entries, bool hasMissing)
    {
        int step = Math.Max(1, entries.Count / SampledValues);
        var sample = new List<float>(SampledValues * 2);
        for (int i = 0; i < entries.Count; i += step)
            sample.Add(entries[i].Value);
        float[] sorted = [.. sample.Order()];
        var thresholds = new List<float>(MaxBins);
        // What is missing lies below all values.
        if (hasMissing)
            thresholds.Add(MathF.BitDecrement(sorted[0]));
        float[] distinct = [.. sorted.Distinct()];
        if (distinct.Length < MaxBins - 1)
        {
            for (int i = 0; i + 1 < distinct.Length; i++)
                thresholds.Add(distinct[i] + ((distinct[i + 1] - distinct[i]) / 2));
        }
        else
        {
            for (int bin = 1; bin < MaxBins - 1; bin++)
                thresholds.Add(sorted[(int)((long)bin * sorted.Length / (MaxBins - 1))]);
        }

        return [.. thresholds.Where(float.IsFinite).Distinct().Order()];
    }
}
