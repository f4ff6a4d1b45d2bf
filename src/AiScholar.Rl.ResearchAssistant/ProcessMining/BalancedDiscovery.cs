namespace AiScholar.Rl.ResearchAssistant;

/// <summary>
/// Discovers a process tree that balances fitness and precision: starts from what the inductive miner finds at several noise thresholds, and improves the two most
/// promising, side by side, on blocks of the log.
/// </summary>
/// <remarks>
/// The score is a harmonic mean of fitness and two precisions, fitness weighing as much as both. Precision at the prefixes that fit is what is reported, but alone it
/// could be had by a net that no trace fits from its first step on, so precision at all prefixes is asked for too. A precision depends on how many
/// sessions it is measured on (more sessions, more of what a model allows is seen), hence the mean over blocks and not one figure of the whole log.
/// </remarks>
internal static class BalancedDiscovery
{
    private const int Blocks = 4, Chains = 2, LeastSessionsOfBlock = 10, MostSessionsOfBlock = 1000;
    private const int LeastEdits = 200, MostEdits = 3000;
    private const double PrefixesToReplay = 6e6;
    private static readonly double[] Noise = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.7];
    private static readonly TreeScore Score = new(Fitness: 3, Precision: 2, PrecisionEverywhere: 1);

    /// <summary>Discovers the tree.</summary>
    public static TreeNode Discover(ActivityLog log, double maxTransitionsPerActivity, int seed, CancellationToken cancellationToken)
    {
        int activities = log.Names.Length;
        if (activities == 0)
            return TreeNode.Silent;
        int[][][] samples = Cut(log);
        PrefixTree[] blocks = [.. samples.Select(traces => PrefixTree.Build(traces, activities))];
        int most = Math.Max(1, (int)(maxTransitionsPerActivity * activities));
        VariantLog variants = VariantLog.From(samples.SelectMany(traces => traces));
        (TreeNode Tree, double Score)[] starts = [.. Noise
            .Select(noise => TreeEdits.Normalize(new InductiveMiner(noise, cancellationToken).Mine(variants)))
            .Append(Commonest(log))
            .DistinctBy(tree => tree.Format(log.Names))
            .Select(tree => (tree, Search().Score(tree)))
            .OrderByDescending(start => start.Item2)
            .Take(Chains)];
        double prefixes = blocks.Sum(block => (double)block.Count);
        int edits = (int)Math.Clamp(PrefixesToReplay / prefixes, LeastEdits, MostEdits);
        var found = new (TreeNode Tree, double Score)[Chains];
        Parallel.For(0, Chains, new ParallelOptions { MaxDegreeOfParallelism = Chains, CancellationToken = cancellationToken }, chain =>
            found[chain] = Search().Run(starts[Math.Min(chain, starts.Length - 1)].Tree, edits, new Random(unchecked(seed * 397 + chain))));
        return found.MaxBy(result => result.Score).Tree;

        TreeSearch Search() => new(blocks, activities, most, Score, cancellationToken);
    }

    /// <summary>The most frequent way through, as a sequence; it fits any bound of transitions.</summary>
    private static TreeNode Commonest(ActivityLog log)
    {
        int[] trace = [.. log.Variants()[0].Trace.Distinct()];
        return trace.Length == 0 ? TreeNode.Silent : TreeNode.Of(TreeOperator.Sequence, [.. trace.Select(TreeNode.Leaf)]);
    }

    private static int[][][] Cut(ActivityLog log)
    {
        int count = Math.Clamp(log.Traces.Length / LeastSessionsOfBlock, 1, Blocks);
        return [.. Enumerable.Range(0, count).Select(block =>
        {
            int from = (int)((long)log.Traces.Length * block / count);
            int to = (int)((long)log.Traces.Length * (block + 1) / count);
            int step = Math.Max(1, (to - from + MostSessionsOfBlock - 1) / MostSessionsOfBlock);
            return log.Traces[from..to].Where((_, index) => index % step == 0).ToArray();
        })];
    }
}
