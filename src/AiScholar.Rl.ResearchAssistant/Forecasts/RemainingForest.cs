using AiScholar.Rl.Core;

namespace AiScholar.Rl.ResearchAssistant;

/// <summary>
/// The distribution of the remaining time at a moment: the times that remained at past moments, weighted by how often trees put them into the same leaf. What is observed after the trees were grown is put into
/// their leaves, so that only the splits grow old.
/// </summary>
/// <remarks>
/// Quantile regression forests: Meinshausen, JMLR 7, 2006, equations 4 to 6. A small weight goes to the remaining times of all moments: it takes over where the leaves hold nothing, such as
/// after a wait longer than any of theirs.
/// </remarks>
internal sealed class RemainingForest
{
    private const double WeightOfAll = 0.005;
    private const int PartOfAll = 200;

    private readonly int[] _columns;
    private readonly Dictionary<int, int> _places;
    private readonly RegressionTree[] _trees;
    private readonly List<float> _seconds;
    private readonly int _grownOn;

    private RemainingForest(int[] columns, RegressionTree[] trees, List<float> seconds, int grownOn)
    {
        (_columns, _trees, _seconds, _grownOn) = (columns, trees, seconds, grownOn);
        _places = columns.Select((column, place) => (column, place)).ToDictionary(pair => pair.column, pair => pair.place);
    }

    public static RemainingForest Grow(ReadOnlySpan<MomentExample> examples, int trees, int leafSize, int seed)
    {
        var table = new ColumnTable(examples, leafSize);
        var grower = new TreeGrower(table, examples, leafSize);
        var grown = new RegressionTree[trees];
        for (int tree = 0; tree < trees; tree++)
            grown[tree] = grower.Grow(new Random(HashCode(seed, tree, examples.Length)));
        var seconds = new List<float>(examples.Length);
        foreach (MomentExample example in examples)
            seconds.Add(example.Seconds);
        return new RemainingForest(table.Columns, grown, seconds, examples.Length);

        static int HashCode(int seed, int tree, int count) => unchecked((((seed * 31) + tree) * 1_000_003) + count);
    }

    /// <summary>Puts a moment that was observed after the trees were grown into their leaves.</summary>
    public void Add(MomentExample example)
    {
        float[] row = Row(example.Moment);
        foreach (RegressionTree tree in _trees)
            tree.Leaf(row).Add(_seconds.Count);
        _seconds.Add(example.Seconds);
    }

    /// <summary>The distribution of the seconds that remain at the moment.</summary>
    public WeightedSample At(Moment moment)
    {
        float[] row = Row(moment);
        var leaves = new List<int>[_trees.Length];
        int part = Math.Min(PartOfAll, _grownOn), count = part;
        for (int tree = 0; tree < leaves.Length; tree++)
            count += (leaves[tree] = _trees[tree].Leaf(row)).Count;
        ulong[] keys = new ulong[count];
        double[] weights = new double[count];
        int at = 0;
        foreach (List<int> leaf in leaves)
        {
            foreach (int observation in leaf)
                (keys[at], weights[at++]) = (WeightedSample.Key(_seconds[observation], observation), 1.0 / leaf.Count / leaves.Length);
        }

        for (int i = 0; i < part; i++)
        {
            int observation = (int)((long)i * _grownOn / part);
            (keys[at], weights[at++]) = (WeightedSample.Key(_seconds[observation], observation), WeightOfAll / part);
        }

        return WeightedSample.Create(keys, weights);
    }

    public void Write(BinaryWriter writer)
    {
        writer.Write(_columns.Length);
        foreach (int column in _columns)
            writer.Write(column);
        writer.Write(_grownOn);
        writer.Write(_seconds.Count);
        foreach (float seconds in _seconds)
            writer.Write(seconds);
        writer.Write(_trees.Length);
        foreach (RegressionTree tree in _trees)
            tree.Write(writer);
    }

    public static RemainingForest Read(BinaryReader reader)
    {
        int[] columns = new int[PolicyPayload.Count(reader.ReadInt32(), ColumnTable.MaxColumns, "columns")];
        foreach (ref int column in columns.AsSpan())
            column = reader.ReadInt32();
        int grownOn = reader.ReadInt32();
        float[] seconds = PolicyPayload.Floats(reader, PolicyPayload.Count(reader.ReadInt32(), int.MaxValue, "observations"));
        if (grownOn < 1 || grownOn > seconds.Length || seconds.Any(value => value < 0))
            throw new StateException("The saved forecaster has a forest without observations, or with negative times.");
        var trees = new RegressionTree[PolicyPayload.Count(reader.ReadInt32(), 1000, "trees")];
        foreach (ref RegressionTree tree in trees.AsSpan())
            tree = RegressionTree.Read(reader, columns.Length, seconds.Length);
        return trees.Length > 0 ? new RemainingForest(columns, trees, [.. seconds], grownOn) : throw new StateException("The saved forecaster has a forest without trees.");
    }

    private float[] Row(Moment moment)
    {
        var row = new float[_columns.Length];
        Array.Fill(row, float.NegativeInfinity);
        for (int i = 0; i < moment.Columns.Length; i++)
        {
            if (_places.TryGetValue(moment.Columns[i], out int place))
                row[place] = moment.Values[i];
        }

        return row;
    }
}
