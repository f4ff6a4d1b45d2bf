namespace AiScholar.Rl.Core;

/// <summary>
/// An online regression tree of one action's reward: a leaf draws random splits, watches how they part its rewards, and splits by the clearest once it is beyond chance.
/// Guarded by the policy's lock.
/// </summary>
/// <remarks>
/// Source: Saffari, Leistner, Santner, Godec, Bischof, "On-line random forests", ICCV Workshops 2009, Algorithm 1, for rewards instead of classes; thresholds lie half way
/// between two observed values. A leaf splits when the squared t statistic of a split passes 2 ln(splits / delta), a bound of the normal tail over all splits it
/// considers (the place of Hoeffding's bound in Domingos and Hulten, KDD 2000, which is much looser).
/// </remarks>
internal sealed class RewardTree(TreesOptions options, long seed, long salt)
{
    private const int LeastOnASide = 4;
    private const int CheckInterval = 8;
    private const int RedrawAge = 64;
    private const int MaxNesting = 512;
    private float[] _last = [];
    private long _draws;

    public TreeNode Root { get; private set; } = new();

    public int Leaves { get; private set; } = 1;

    /// <summary>The leaf of a context.</summary>
    public TreeNode Find(ReadOnlySpan<float> context)
    {
        TreeNode node = Root;
        while (!node.IsLeaf)
            node = node.Child(context);
        return node;
    }

    public void Learn(ReadOnlySpan<float> context, double reward)
    {
        TreeNode leaf = Find(context);
        leaf.Rewards.Add(reward);
        leaf.Age++;
        if (Leaves < options.MaxLeaves)
        {
            leaf.Tests ??= new TreeTest[options.SplitsPerLeaf];
            Draw(leaf, context);
            foreach (ref TreeTest test in leaf.Tests.AsSpan(0, leaf.TestCount))
                test.Add(context, reward);
            if (leaf.Age % CheckInterval == 0)
                TrySplit(leaf);
        }

        if (_last.Length < context.Length)
            Array.Resize(ref _last, context.Length);
        context.CopyTo(_last);
    }

    public void Write(BinaryWriter writer)
    {
        writer.Write(_draws);
        writer.Write(_last.Length);
        foreach (float value in _last)
            writer.Write(value);
        Write(writer, Root);
    }

    public void Read(BinaryReader reader)
    {
        _draws = reader.ReadInt64();
        _last = PolicyPayload.Floats(reader, PolicyPayload.Count(reader.ReadInt32(), options.MaxFeatures, "features (TreesOptions.MaxFeatures)"));
        Leaves = 0;
        Root = ReadNode(reader, 0);
    }

    private void Draw(TreeNode leaf, ReadOnlySpan<float> context)
    {
        if (leaf.TestCount == leaf.Tests!.Length || context.IsEmpty)
            return;
        int feature = (int)(CounterRandom.Uniform(seed, salt, _draws++) * context.Length);
        float other = feature < _last.Length ? _last[feature] : 0;
        if (context[feature] != other)
            leaf.Tests[leaf.TestCount++] = new TreeTest { Feature = feature, Threshold = (context[feature] / 2) + (other / 2) };
    }

    private void TrySplit(TreeNode leaf)
    {
        int best = -1;
        double clearest = 2 * Math.Log(options.SplitsPerLeaf / options.SplitDelta);
        for (int i = 0; i < leaf.TestCount; i++)
        {
            double significance = leaf.Tests![i].Significance(LeastOnASide);
            if (significance > clearest)
                (best, clearest) = (i, significance);
        }

        if (best >= 0)
            Split(leaf, leaf.Tests![best]);
        else if (leaf.Age % RedrawAge == 0 && leaf.TestCount == leaf.Tests!.Length)
            Redraw(leaf);
    }

    private void Split(TreeNode leaf, in TreeTest test)
    {
        (leaf.Feature, leaf.Threshold) = (test.Feature, test.Threshold);
        leaf.Below = new TreeNode { Rewards = test.Below };
        leaf.Above = new TreeNode { Rewards = test.Above };
        (leaf.Tests, leaf.TestCount) = (null, 0);
        Leaves++;
    }

    /// <summary>Gives up the worse half of the splits, to look at other features.</summary>
    private static void Redraw(TreeNode leaf)
    {
        Array.Sort(leaf.Tests!, (first, second) => second.Significance(LeastOnASide).CompareTo(first.Significance(LeastOnASide)));
        leaf.TestCount /= 2;
    }

    private static void Write(BinaryWriter writer, TreeNode node)
    {
        writer.Write(node.IsLeaf);
        node.Rewards.Write(writer);
        writer.Write(node.Age);
        if (!node.IsLeaf)
        {
            writer.Write(node.Feature);
            writer.Write(node.Threshold);
            Write(writer, node.Below!);
            Write(writer, node.Above!);
            return;
        }

        writer.Write(node.TestCount);
        for (int i = 0; i < node.TestCount; i++)
        {
            TreeTest test = node.Tests![i];
            writer.Write(test.Feature);
            writer.Write(test.Threshold);
            test.Below.Write(writer);
            test.Above.Write(writer);
        }
    }

    private TreeNode ReadNode(BinaryReader reader, int depth)
    {
        if (depth > MaxNesting)
            throw new StateException($"A saved tree is deeper than {MaxNesting}.");
        bool isLeaf = reader.ReadBoolean();
        var node = new TreeNode { Rewards = RunningMean.Read(reader), Age = reader.ReadInt32() };
        if (!isLeaf)
        {
            node.Feature = PolicyPayload.Count(reader.ReadInt32(), options.MaxFeatures, "features (TreesOptions.MaxFeatures)");
            node.Threshold = (float)PolicyPayload.Finite(reader.ReadSingle());
            node.Below = ReadNode(reader, depth + 1);
            node.Above = ReadNode(reader, depth + 1);
            return node;
        }

        Leaves++;
        int tests = PolicyPayload.Count(reader.ReadInt32(), 4096, "splits of a leaf");
        node.Tests = new TreeTest[Math.Max(tests, options.SplitsPerLeaf)];
        for (; node.TestCount < tests; node.TestCount++)
        {
            node.Tests[node.TestCount] = new TreeTest
            {
                Feature = PolicyPayload.Count(reader.ReadInt32(), options.MaxFeatures, "features (TreesOptions.MaxFeatures)"),
                Threshold = (float)PolicyPayload.Finite(reader.ReadSingle()),
                Below = RunningMean.Read(reader),
                Above = RunningMean.Read(reader),
            };
        }

        return node;
    }
}
