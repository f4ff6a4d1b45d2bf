namespace AiScholar.Rl.ResearchAssistant;

/// <summary>
/// The inductive miner: finds how the directly-follows graph of a log splits (choice, sequence, parallel, loop), splits the log, and goes on with the parts. The
/// model is a process tree, so its net is always sound; without noise it replays every trace (IM). With a noise threshold, what is rare may be left out (IMf).
/// </summary>
/// <remarks>
/// Leemans, Fahland and van der Aalst, "Discovering block-structured process models from event logs: a constructive approach", Petri Nets 2013 (IM), and
/// "... containing infrequent behaviour", BPM Workshops 2013 (IMf). Cuts are found on the graph alone, in the time of its arcs, as in IMd (2015).
/// </remarks>
internal sealed class InductiveMiner(double noise, CancellationToken cancellationToken)
{
    private const int MaxDepth = 200;

    /// <summary>Discovers the tree of <paramref name="log"/>.</summary>
    public TreeNode Mine(VariantLog log) => Mine(log, 0);

    private TreeNode Mine(VariantLog log, int depth)
    {
        cancellationToken.ThrowIfCancellationRequested();
        int empty = log.EmptyCount;
        if (empty == log.Count)
            return TreeNode.Silent;
        if (empty > 0)
        {
            TreeNode rest = Mine(log.WithoutEmpty(), depth);
            return empty > noise * log.Count ? TreeNode.Optional(rest) : rest;
        }

        FollowsMatrix matrix = FollowsMatrix.Of(log);
        if (matrix.Size == 1)
            return Single(log, matrix.Activities[0]);
        if (depth >= MaxDepth)
            return Flower(matrix);
        if (ProcessCuts.Find(matrix) is { } cut)
            return Split(log, cut, depth);
        if (noise > 0 && ProcessCuts.Find(matrix.Filter(noise)) is { } filtered)
            return Split(log, filtered, depth);
        return FallThrough(log, matrix, depth);
    }

    /// <summary>One activity: once, or once and more. With noise, a share of repeats below the threshold is passed over.</summary>
    private TreeNode Single(VariantLog log, int activity)
    {
        double repeated = log.Variants.Where(variant => variant.Key.Length > 1).Sum(variant => variant.Value);
        return repeated > noise * log.Count ? TreeNode.Repeated(TreeNode.Leaf(activity)) : TreeNode.Leaf(activity);
    }

    private TreeNode Split(VariantLog log, ProcessCut cut, int depth)
    {
        IReadOnlyList<VariantLog> parts = LogSplits.Split(log, cut);
        TreeNode[] children = [.. parts.Select(part => part.Count == 0 ? TreeNode.Silent : Mine(part, depth + 1))];
        if (cut.Operator != TreeOperator.Loop)
            return TreeNode.Of(cut.Operator, children);
        TreeNode redo = children.Length == 2 ? children[1] : TreeNode.Of(TreeOperator.Choice, children[1..]);
        return TreeNode.Of(TreeOperator.Loop, children[0], redo);
    }

    private TreeNode FallThrough(VariantLog log, FollowsMatrix matrix, int depth)
    {
        // An activity exactly once in every trace runs beside the rest.
        foreach (int activity in matrix.Activities)
        {
            if (log.Variants.All(variant => variant.Key.Count(other => other == activity) == 1))
                return Beside(log, activity, depth);
        }

        // An activity without which the rest has a cut runs beside it.
        foreach (int activity in matrix.Activities)
        {
            if (matrix.Size > 2 && ProcessCuts.Find(FollowsMatrix.Of(log, activity)) is not null)
                return Beside(log, activity, depth);
        }

        // The whole repeats: cut each trace where an end is followed by a start.
        VariantLog repeats = LogSplits.AtRestarts(log, matrix);
        return repeats.Count > log.Count ? TreeNode.Repeated(Mine(repeats, depth + 1)) : Flower(matrix);
    }

    private TreeNode Beside(VariantLog log, int activity, int depth) => TreeNode.Of(
        TreeOperator.Parallel,
        Mine(log.Select(trace => [.. trace.Where(other => other == activity)]), depth + 1),
        Mine(Without(log, activity), depth + 1));

    private static VariantLog Without(VariantLog log, int activity) => log.Select(trace => [.. trace.Where(other => other != activity)]);

    private static TreeNode Flower(FollowsMatrix matrix) =>
        TreeNode.Repeated(TreeNode.Of(TreeOperator.Choice, [.. matrix.Activities.Select(TreeNode.Leaf)]));
}
