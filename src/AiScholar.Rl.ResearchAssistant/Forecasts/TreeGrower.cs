namespace AiScholar.Rl.ResearchAssistant;

/// <summary>Grows regression trees on a share of the sessions, each node split by the best of some columns drawn at random.</summary>
/// <remarks>
/// Random forests: Breiman, Machine Learning 45, 2001; here sessions are drawn, not moments, since those of a session are alike. A split is judged by the variance of the rank of the remaining time
/// among all, which few very long cases do not rule.
/// </remarks>
internal sealed class TreeGrower
{
    private const double SessionShare = 0.632;
    private const int MaxBins = 256;
    private const int MaxDepth = 30;

    private readonly ColumnTable _table;
    private readonly long[] _sessions;
    private readonly double[] _targets;
    private readonly int _leafSize;
    private readonly double[] _sums = new double[MaxBins];
    private readonly int[] _counts = new int[MaxBins];
    private readonly int[] _drawn;

    public TreeGrower(ColumnTable table, ReadOnlySpan<MomentExample> examples, int leafSize)
    {
        (_table, _leafSize) = (table, leafSize);
        _drawn = [.. Enumerable.Range(0, table.Columns.Length)];
        _sessions = new long[examples.Length];
        var seconds = new float[examples.Length];
        int[] order = new int[examples.Length];
        for (int row = 0; row < examples.Length; row++)
            (_sessions[row], seconds[row], order[row]) = (examples[row].Session, examples[row].Seconds, row);
        Array.Sort(seconds, order);
        _targets = new double[examples.Length];
        for (int i = 0, first = 0; i < order.Length; i++)
        {
            if (i + 1 < order.Length && seconds[i + 1] == seconds[i])
                continue;
            for (int tied = first; tied <= i; tied++)
                _targets[order[tied]] = (first + i) / 2.0 / order.Length;
            first = i + 1;
        }
    }

    public RegressionTree Grow(Random random)
    {
        var chosen = new Dictionary<long, bool>();
        var rows = new List<int>(_sessions.Length);
        for (int row = 0; row < _sessions.Length; row++)
        {
            if (!chosen.TryGetValue(_sessions[row], out bool isIn))
                chosen.Add(_sessions[row], isIn = random.NextDouble() < SessionShare);
            if (isIn)
                rows.Add(row);
        }

        if (rows.Count == 0)
            rows.AddRange(Enumerable.Range(0, _sessions.Length));
        int[] indexes = [.. rows];
        var tree = new RegressionTree();
        Grow(tree, tree.AddLeaf([]), indexes, 0, indexes.Length, 0, random);
        return tree;
    }

    private void Grow(RegressionTree tree, int node, int[] rows, int from, int to, int depth, Random random)
    {
        (int Column, int Bin)? split = depth < MaxDepth && to - from >= 2 * _leafSize ? Best(rows.AsSpan(from, to - from), random) : null;
        if (split is not { } found)
        {
            tree.Leaf(node).AddRange(rows.AsSpan(from, to - from));
            return;
        }

        ReadOnlySpan<byte> bins = _table.Bins(found.Column);
        int middle = from;
        for (int i = from; i < to; i++)
        {
            if (bins[rows[i]] <= found.Bin)
                (rows[i], rows[middle++]) = (rows[middle], rows[i]);
        }

        tree.Split(node, found.Column, _table.Thresholds(found.Column)[found.Bin]);
        int left = tree.AddLeaf([]);
        tree.AddLeaf([]);
        Grow(tree, left, rows, from, middle, depth + 1, random);
        Grow(tree, left + 1, rows, middle, to, depth + 1, random);
    }

    private (int Column, int Bin)? Best(ReadOnlySpan<int> rows, Random random)
    {
        double total = 0;
        foreach (int row in rows)
            total += _targets[row];
        double best = (total * total / rows.Length) + 1e-9;
        (int, int)? split = null;
        int tried = Math.Max(1, _drawn.Length / 3);
        for (int i = 0; i < tried && _drawn.Length > 0; i++)
        {
            int other = random.Next(i, _drawn.Length);
            (_drawn[i], _drawn[other]) = (_drawn[other], _drawn[i]);
            int column = _drawn[i], last = _table.Thresholds(column).Length;
            if (last == 0)
                continue;
            Span<double> sums = _sums.AsSpan(0, last + 1);
            Span<int> counts = _counts.AsSpan(0, last + 1);
            sums.Clear();
            counts.Clear();
            ReadOnlySpan<byte> bins = _table.Bins(column);
            foreach (int row in rows)
            {
                int bin = bins[row];
                sums[bin] += _targets[row];
                counts[bin]++;
            }

            double left = 0;
            int count = 0;
            for (int bin = 0; bin < last; bin++)
            {
                left += sums[bin];
                count += counts[bin];
                if (count < _leafSize || counts[bin] == 0)
                    continue;
                if (rows.Length - count < _leafSize)
                    break;
                double gain = (left * left / count) + ((total - left) * (total - left) / (rows.Length - count));
                if (gain > best)
                    (best, split) = (gain, (column, bin));
            }
        }

        return split;
    }
}
