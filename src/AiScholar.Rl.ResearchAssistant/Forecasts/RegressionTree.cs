using AiScholar.Rl.Core;

namespace AiScholar.Rl.ResearchAssistant;

/// <summary>A binary tree over columns; its leaves hold the numbers of the observations that fall into them.</summary>
internal sealed class RegressionTree
{
    private const int MaxNodes = 1 << 24;

    private readonly List<int> _columns = [];
    private readonly List<float> _thresholds = [];
    private readonly List<int> _lefts = [];
    private readonly List<List<int>?> _leaves = [];

    /// <summary>Adds a leaf and returns its number.</summary>
    public int AddLeaf(List<int> observations)
    {
        _columns.Add(-1);
        _thresholds.Add(0);
        _lefts.Add(-1);
        _leaves.Add(observations);
        return _columns.Count - 1;
    }

    /// <summary>The observations of a leaf.</summary>
    public List<int> Leaf(int node) => _leaves[node]!;

    /// <summary>Makes an inner node of a leaf; its sides must be the two leaves added next, left first.</summary>
    public void Split(int node, int column, float threshold) =>
        (_columns[node], _thresholds[node], _lefts[node], _leaves[node]) = (column, threshold, _columns.Count, null);

    /// <summary>The observations of the leaf that a row falls into; at most the threshold goes left.</summary>
    public List<int> Leaf(ReadOnlySpan<float> row)
    {
        int node = 0;
        while (_columns[node] >= 0)
            node = _lefts[node] + (row[_columns[node]] <= _thresholds[node] ? 0 : 1);
        return _leaves[node]!;
    }

    public void Write(BinaryWriter writer)
    {
        writer.Write(_columns.Count);
        for (int node = 0; node < _columns.Count; node++)
        {
            writer.Write(_columns[node]);
            writer.Write(_thresholds[node]);
            writer.Write(_lefts[node]);
            writer.Write(_leaves[node]?.Count ?? 0);
            foreach (int observation in _leaves[node] ?? [])
                writer.Write(observation);
        }
    }

    /// <exception cref="StateException">The nodes are no tree over these columns and observations.</exception>
    public static RegressionTree Read(BinaryReader reader, int columns, int observations)
    {
        var tree = new RegressionTree();
        int count = PolicyPayload.Count(reader.ReadInt32(), MaxNodes, "nodes");
        for (int node = 0; node < count; node++)
        {
            int column = reader.ReadInt32();
            tree._columns.Add(column);
            tree._thresholds.Add((float)PolicyPayload.Finite(reader.ReadSingle()));
            tree._lefts.Add(reader.ReadInt32());
            var leaf = new List<int>();
            for (int left = PolicyPayload.Count(reader.ReadInt32(), observations, "observations"); left > 0; left--)
                leaf.Add(PolicyPayload.Count(reader.ReadInt32(), observations - 1, "observations"));
            tree._leaves.Add(column < 0 ? leaf : null);
            bool isSound = column < 0 ? leaf.Count > 0 : column < columns && leaf.Count == 0 && tree._lefts[node] > node && tree._lefts[node] < count - 1;
            if (!isSound)
                throw new StateException("The saved forecaster has a tree that is none.");
        }

        return count > 0 ? tree : throw new StateException("The saved forecaster has an empty tree.");
    }
}
