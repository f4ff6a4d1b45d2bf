namespace AiScholar.Rl.ResearchAssistant;

/// <summary>Random trees one edit away: an activity put elsewhere, left out or put in; a part made optional or repeated, or no longer so; another operator; another order.</summary>
internal sealed class TreeProposals(int[] activities, Random random)
{
    private const double MoveShare = 0.6;
    private static readonly TreeOperator[] Joins = [TreeOperator.Sequence, TreeOperator.Sequence, TreeOperator.Parallel, TreeOperator.Choice, TreeOperator.Loop];

    /// <summary>A tree in normal form; null when the edit drawn is none.</summary>
    public TreeNode? Next(TreeNode tree) => random.NextDouble() < MoveShare ? Move(tree) : Reshape(tree);

    private TreeNode? Move(TreeNode tree)
    {
        int activity = activities[random.Next(activities.Length)];
        bool isThere = tree.Contains(activity);
        TreeNode? rest = isThere ? TreeEdits.Remove(tree, activity) : tree;
        if (rest is null || (isThere && random.Next(20) == 0))
            return rest;
        TreeNode leaf = Form(TreeNode.Leaf(activity));
        TreeOperator join = Joins[random.Next(Joins.Length)];
        bool isFirst = random.Next(2) == 0;
        return TreeEdits.At(rest, random.Next(rest.Size), node => isFirst ? TreeNode.Of(join, leaf, node) : TreeNode.Of(join, node, leaf));
    }

    private TreeNode Form(TreeNode leaf) => random.Next(6) switch
    {
        0 or 1 => leaf,
        2 or 3 => TreeNode.Optional(leaf),
        4 => TreeNode.Repeated(leaf),
        _ => TreeNode.Any(leaf),
    };

    private TreeNode? Reshape(TreeNode tree) => TreeEdits.At(tree, random.Next(tree.Size), Change);

    private TreeNode Change(TreeNode node)
    {
        int count = node.Children.Length;
        switch (random.Next(count == 0 ? 3 : 7))
        {
            case 0:
                return TreeNode.Optional(node);
            case 1:
                return TreeNode.Repeated(node);
            case 2:
                return TreeNode.Any(node);
            case 3:
                return node.Children[random.Next(count)];
            case 4:
                return TreeNode.Of(Joins[1 + random.Next(3)], node.Children);
            default:
                int at = random.Next(count - 1);
                TreeNode pair = TreeNode.Of(Joins[1 + random.Next(4)], node.Children[at], node.Children[at + 1]);
                TreeNode[] swapped = [node.Children[at + 1], node.Children[at]];
                return TreeNode.Of(node.Operator, [.. node.Children[..at], .. count > 2 && random.Next(2) == 0 ? [pair] : swapped, .. node.Children[(at + 2)..]]);
        }
    }
}
