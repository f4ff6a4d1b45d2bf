namespace AiScholar.Rl.ResearchAssistant;

/// <summary>Changes of process trees, each giving a new tree in normal form.</summary>
internal static class TreeEdits
{
    /// <summary>
    /// The same language with fewer nodes: operators of one kind melt together, silent steps that change nothing go, and a choice between silence and one or more becomes any number.
    /// </summary>
    public static TreeNode Normalize(TreeNode node)
    {
        if (node.Children.Length == 0)
            return node;
        TreeNode[] children = [.. node.Children.Select(Normalize)];
        if (node.Operator == TreeOperator.Loop)
            return Loop(children[0], children[1]);
        List<TreeNode> flat = [.. children.SelectMany(child => child.Operator == node.Operator ? child.Children : [child])];
        bool hasSilent = flat.RemoveAll(child => child.Operator == TreeOperator.Silent) > 0;
        if (flat.Count == 0)
            return TreeNode.Silent;
        if (node.Operator == TreeOperator.Choice && hasSilent)
        {
            if (flat is [{ Operator: TreeOperator.Loop } only] && (IsSilent(only.Children[0]) || IsSilent(only.Children[1])))
                return IsSilent(only.Children[0]) ? only : TreeNode.Any(only.Children[0]);
            flat.Add(TreeNode.Silent);
        }

        return TreeNode.Of(node.Operator, [.. flat]);
    }

    /// <summary>The tree without an activity; null when nothing else is left.</summary>
    public static TreeNode? Remove(TreeNode tree, int activity)
    {
        TreeNode rest = Normalize(Map(tree, node => node.Activity == activity ? TreeNode.Silent : node));
        return IsSilent(rest) ? null : rest;
    }

    /// <summary>The tree with <paramref name="change"/> done to the node of a number, counted parents first.</summary>
    public static TreeNode At(TreeNode tree, int number, Func<TreeNode, TreeNode> change)
    {
        int next = 0;
        return Normalize(Walk(tree));

        TreeNode Walk(TreeNode node)
        {
            if (next++ == number)
            {
                next += node.Size - 1;
                return change(node);
            }

            if (node.Children.Length == 0)
                return node;
            TreeNode[] children = [.. node.Children.Select(Walk)];
            return TreeNode.Of(node.Operator, children);
        }
    }

    private static TreeNode Map(TreeNode node, Func<TreeNode, TreeNode> change) => node.Children.Length == 0
        ? change(node)
        : TreeNode.Of(node.Operator, [.. node.Children.Select(child => Map(child, change))]);

    private static TreeNode Loop(TreeNode body, TreeNode redo)
    {
        if (IsSilent(body) && IsSilent(redo))
            return TreeNode.Silent;
        // Silence inside a loop that may be passed through in silence adds nothing.
        if (IsSilent(body) && redo is { Operator: TreeOperator.Choice })
            redo = TreeNode.Of(TreeOperator.Choice, [.. redo.Children.Where(child => !IsSilent(child))]);
        if (IsSilent(body) && redo is { Operator: TreeOperator.Loop } && (IsSilent(redo.Children[0]) || IsSilent(redo.Children[1])))
            return TreeNode.Any(IsSilent(redo.Children[0]) ? redo.Children[1] : redo.Children[0]);
        if (IsSilent(redo) && body is { Operator: TreeOperator.Loop } && (IsSilent(body.Children[0]) || IsSilent(body.Children[1])))
            return body;
        if (IsSilent(redo) && body is { Operator: TreeOperator.Choice } && body.Children.Any(IsSilent))
            return TreeNode.Any(TreeNode.Of(TreeOperator.Choice, [.. body.Children.Where(child => !IsSilent(child))]));
        return TreeNode.Of(TreeOperator.Loop, body, redo);
    }

    private static bool IsSilent(TreeNode node) => node.Operator == TreeOperator.Silent;
}
