namespace AiScholar.Rl.ResearchAssistant;

/// <summary>
/// Turns a process tree into a sound workflow net: every node becomes a block between an entry and an exit place; then silent transitions that decide nothing are
/// fused away.
/// </summary>
/// <remarks>
/// Translation: Leemans, "Robust process mining with guarantees" (2017), section 2.2.5; fusion: <see cref="NetBuilder"/>. Both keep the language and soundness.
/// </remarks>
internal sealed class TreeNet
{
    private readonly NetBuilder _net = new();

    private TreeNet()
    {
    }

    /// <summary>The net of <paramref name="tree"/>.</summary>
    public static NetGraph Build(TreeNode tree)
    {
        var net = new TreeNet();
        net.Add(tree, NetBuilder.Source, NetBuilder.Sink);
        return net._net.Build();
    }

    private void Add(TreeNode node, int entry, int exit)
    {
        switch (node.Operator)
        {
            case TreeOperator.Silent or TreeOperator.Activity:
                _net.Add(node.Activity, [entry], [exit]);
                break;
            case TreeOperator.Sequence:
                int at = entry;
                for (int i = 0; i < node.Children.Length; i++)
                {
                    int next = i == node.Children.Length - 1 ? exit : _net.Place();
                    Add(node.Children[i], at, next);
                    at = next;
                }

                break;
            case TreeOperator.Choice:
                foreach (TreeNode child in node.Children)
                    Add(child, entry, exit);
                break;
            case TreeOperator.Parallel:
                int[] starts = [.. node.Children.Select(_ => _net.Place())];
                int[] ends = [.. node.Children.Select(_ => _net.Place())];
                _net.Add(-1, [entry], starts);
                for (int i = 0; i < node.Children.Length; i++)
                    Add(node.Children[i], starts[i], ends[i]);
                _net.Add(-1, ends, [exit]);
                break;
            default:
                // Places of its own: who else enters or leaves the block's places must not be able to join the loop.
                int start = _net.Place();
                int end = _net.Place();
                _net.Add(-1, [entry], [start]);
                Add(node.Children[0], start, end);
                Add(node.Children[1], end, start);
                _net.Add(-1, [end], [exit]);
                break;
        }
    }
}
