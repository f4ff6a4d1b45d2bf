namespace AiScholar.Rl.Core;

/// <summary>
/// ADWIN: keeps as long a window of the last numbers as has one mean, in logarithmic memory; a change is told when the newer part's mean has
/// risen above the older's. When it has fallen, the older part is dropped without a word. Not safe for concurrent use.
/// </summary>
/// <remarks>
/// Source: Bifet and Gavalda, "Learning from time-changing data with adaptive windowing", SDM 2007: algorithm ADWIN2, an exponential
/// histogram of <see cref="BucketsPerRow"/> buckets a row. A cut into n0 and n1 numbers is refused when the means differ by more than
/// sqrt(2/m variance ln(2/delta')) + 2/(3m) ln(2/delta'), with 1/m = 1/n0 + 1/n1 and delta' = delta / ln(n). Numbers are expected from 0 to 1.
/// </remarks>
public sealed class AdwinDetector : IChangeDetector
{
    /// <summary>Buckets of one size.</summary>
    public const int BucketsPerRow = 5;

    private const int Rows = 48;
    private const int CheckInterval = 16;
    private const int MinimumPart = 5;

    // A row r holds up to 5 buckets (6 for a moment) of 2^r numbers, the oldest first.
    private readonly double[] _sums = new double[Rows * (BucketsPerRow + 1)];
    private readonly double[] _squares = new double[Rows * (BucketsPerRow + 1)];
    private readonly int[] _used = new int[Rows];
    private int _top;
    private int _sinceCheck;

    /// <summary>A detector that has seen nothing.</summary>
    /// <param name="delta">The confidence: about the share of false alarms, above 0 and below 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is out of range.</exception>
    public AdwinDetector(double delta = 0.002)
    {
        if (!(delta > 0 && delta < 1))
            throw new ArgumentOutOfRangeException(nameof(delta), delta, "Delta must be above 0 and below 1.");
        Delta = delta;
    }

    /// <summary>The confidence.</summary>
    public double Delta { get; }

    /// <summary>Numbers in the window.</summary>
    public long Count { get; private set; }

    /// <summary>Mean of the window; 0 when it is empty.</summary>
    public double Mean => Count == 0 ? 0 : Sum / Count;

    private double Sum { get; set; }

    private double Squares { get; set; }

    /// <inheritdoc/>
    public bool Add(double value)
    {
        if (!double.IsFinite(value))
            throw new ArgumentOutOfRangeException(nameof(value), value, "A number must be finite.");
        Insert(value);
        if (++_sinceCheck < CheckInterval || Count < 2 * MinimumPart)
            return false;
        _sinceCheck = 0;
        bool hasRisen = false;
        while (Cut() is { } rise)
        {
            hasRisen |= rise;
            DropOldest();
        }

        return hasRisen;
    }

    /// <inheritdoc/>
    public void Reset()
    {
        Array.Clear(_used);
        (Count, Sum, Squares, _top, _sinceCheck) = (0, 0, 0, 0, 0);
    }

    internal void Write(BinaryWriter writer)
    {
        writer.Write(_sinceCheck);
        writer.Write(_top);
        for (int row = 0; row <= _top; row++)
        {
            writer.Write(_used[row]);
            for (int i = 0; i < _used[row]; i++)
            {
                writer.Write(_sums[Slot(row, i)]);
                writer.Write(_squares[Slot(row, i)]);
            }
        }
    }

    /// <exception cref="FormatException">The state does not fit its own structure.</exception>
    internal void Read(BinaryReader reader)
    {
        Reset();
        (_sinceCheck, _top) = (reader.ReadInt32(), reader.ReadInt32());
        if (_top is < 0 or >= Rows)
            throw new FormatException($"A window has {_top} rows.");
        for (int row = 0; row <= _top; row++)
        {
            _used[row] = reader.ReadInt32();
            if (_used[row] is < 0 or > BucketsPerRow)
                throw new FormatException($"A row of a window has {_used[row]} buckets.");
            for (int i = 0; i < _used[row]; i++)
            {
                (_sums[Slot(row, i)], _squares[Slot(row, i)]) = (reader.ReadDouble(), reader.ReadDouble());
                if (!double.IsFinite(_sums[Slot(row, i)]) || !double.IsFinite(_squares[Slot(row, i)]))
                    throw new FormatException("A window holds a number that is not finite.");
                (Count, Sum, Squares) = (Count + (1L << row), Sum + _sums[Slot(row, i)], Squares + _squares[Slot(row, i)]);
            }
        }
    }

    private static int Slot(int row, int bucket) => (row * (BucketsPerRow + 1)) + bucket;

    private void Insert(double value)
    {
        (Count, Sum, Squares) = (Count + 1, Sum + value, Squares + (value * value));
        (_sums[Slot(0, _used[0])], _squares[Slot(0, _used[0])]) = (value, value * value);
        _used[0]++;
        for (int row = 0; row < Rows - 1 && _used[row] > BucketsPerRow; row++)
        {
            int first = Slot(row, 0);
            int target = Slot(row + 1, _used[row + 1]++);
            _sums[target] = _sums[first] + _sums[first + 1];
            _squares[target] = _squares[first] + _squares[first + 1];
            Remove(row, 2);
            _top = Math.Max(_top, row + 1);
        }
    }

    private void Remove(int row, int count)
    {
        int first = Slot(row, 0);
        _used[row] -= count;
        _sums.AsSpan(first + count, _used[row]).CopyTo(_sums.AsSpan(first));
        _squares.AsSpan(first + count, _used[row]).CopyTo(_squares.AsSpan(first));
    }

    private void DropOldest()
    {
        while (_top > 0 && _used[_top] == 0)
            _top--;
        int slot = Slot(_top, 0);
        (Count, Sum, Squares) = (Count - (1L << _top), Sum - _sums[slot], Squares - _squares[slot]);
        Remove(_top, 1);
    }

    /// <summary>Whether some cut parts two means; true when the newer is the higher. Null when none does.</summary>
    private bool? Cut()
    {
        if (Count < 2 * MinimumPart)
            return null;
        double variance = Math.Max(0, (Squares / Count) - (Mean * Mean));
        double log = Math.Log(2 * Math.Log(Count) / Delta);
        long olderCount = 0;
        double olderSum = 0;
        for (int row = _top; row >= 0; row--)
        {
            for (int i = 0; i < _used[row]; i++)
            {
                olderCount += 1L << row;
                olderSum += _sums[Slot(row, i)];
                long newerCount = Count - olderCount;
                if (newerCount < MinimumPart)
                    return null;
                if (olderCount < MinimumPart)
                    continue;
                double difference = ((Sum - olderSum) / newerCount) - (olderSum / olderCount);
                double inverse = (1.0 / olderCount) + (1.0 / newerCount);
                if (Math.Abs(difference) > Math.Sqrt(2 * inverse * variance * log) + (2.0 / 3 * inverse * log))
                    return difference > 0;
            }
        }

        return null;
    }
}
