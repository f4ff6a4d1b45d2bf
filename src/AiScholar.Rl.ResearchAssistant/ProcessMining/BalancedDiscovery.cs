namespace AiScholar.Rl.ResearchAssistant;

/// <summary>
/// Discovers a model that balances fitness and precision: starts from what the inductive miner finds at several noise thresholds, improves the two most
/// promising trees, side by side, on blocks of the log, and compares the outcome with the state machines of the heuristics miner.
/// </summary>
/// <remarks>
/// The score is a harmonic mean of fitness and two precisions, fitness weighing as much as both. Precision at the prefixes that fit is what is reported, but alone it
/// could be had by a net that no trace fits from its first step on, so precision at all prefixes is asked for too. A precision depends on how many
/// sessions it is measured on (more sessions, more of what a model allows is seen), hence the mean over blocks and not one figure of the whole log. In the last
/// choice fitness by alignments, the strictest judge and the slowest, has a say too.
/// </remarks>
internal static class BalancedDiscovery
{
    private const int Blocks = 4, Chains = 2, LeastSessionsOfBlock = 10, MostSessionsOfBlock = 1000;
    private const int LeastEdits = 200, MostEdits = 3000;
    private const double PrefixesToReplay = 6e6;
    private const double AlignmentWeight = 0.1;
    private const int MaxMarkings = 5000, MaxCells = 16_000_000;
    private static readonly double[] Dependencies = [0.5, 0.7, 0.8, 0.9, 0.95];
    private static readonly double[] Noise = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.7];
    private static readonly TreeScore Score = new(Fitness: 3, Precision: 2, PrecisionEverywhere: 1);

    /// <summary>Discovers the model.</summary>
    public static DiscoveredNet Discover(ActivityLog log, double maxTransitionsPerActivity, int seed, CancellationToken cancellationToken)
    {
        int activities = log.Names.Length;
        if (activities == 0)
            return new DiscoveredNet(TreeNet.Build(TreeNode.Silent), TreeNode.Silent);
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
        TreeSearch judge = Search();
        return found
            .Select(result => new DiscoveredNet(TreeNet.Build(result.Tree), result.Tree))
            .Concat(Dependencies.Select(threshold => new DiscoveredNet(HeuristicsMiner.Mine(log, threshold, allowParallel: false), null)))
            .MaxBy(candidate => judge.Score(candidate.Net) + AlignmentWeight * AlignmentFitness(candidate.Net, samples[0], activities, cancellationToken))!;

        TreeSearch Search() => new(blocks, activities, most, Score, cancellationToken);
    }

    /// <summary>The most frequent way through, as a sequence; it fits any bound of transitions.</summary>
    private static TreeNode Commonest(ActivityLog log)
    {
        int[] trace = [.. log.Variants()[0].Trace.Distinct()];
        return trace.Length == 0 ? TreeNode.Silent : TreeNode.Of(TreeOperator.Sequence, [.. trace.Select(TreeNode.Leaf)]);
    }

    /// <summary>How well traces align with a net, 0 to 1; 0 for a net of very many markings.</summary>
    private static double AlignmentFitness(NetGraph net, int[][] traces, int activities, CancellationToken cancellationToken)
    {
        if (NetStates.Explore(net, Math.Min(MaxMarkings, MaxCells / (traces.Max(trace => trace.Length) + 1)), cancellationToken) is not { Final: >= 0 } states)
            return 0;
        var aligner = new PrefixAligner(net, states, activities);
        double cost = 0, worst = 0;
        int[] before = [];
        foreach (int[] trace in traces.Order(Comparer<int[]>.Create((x, y) => x.AsSpan().SequenceCompareTo(y))))
        {
            for (int depth = before.AsSpan().CommonPrefixLength(trace); depth < trace.Length; depth++)
                aligner.Extend(depth + 1, trace[depth]);
            cost += aligner.CostOf(trace.Length);
            worst += trace.Length + aligner.EmptyCost;
            before = trace;
        }

        return worst == 0 ? 1 : 1 - cost / worst;
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
