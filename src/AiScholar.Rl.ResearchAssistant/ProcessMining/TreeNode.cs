namespace AiScholar.Rl.ResearchAssistant;

/// <summary>
/// A node of a process tree: an activity, the silent step, or an operator over children. A loop has two children: the first is done, then any number of times
/// the second and the first again. Immutable.
/// </summary>
/// <remarks>van der Aalst, "Process Mining" (2016), section 3.2.8. The net of any such tree is a sound workflow net.</remarks>
internal sealed class TreeNode
{
    private TreeNode(TreeOperator kind, int activity, TreeNode[] children)
    {
        (Operator, Activity, Children) = (kind, activity, children);
        Size = 1;
        foreach (TreeNode child in children)
            Size += child.Size;
    }

    /// <summary>The silent step.</summary>
    public static TreeNode Silent { get; } = new(TreeOperator.Silent, -1, []);

    /// <summary>What kind of node.</summary>
    public TreeOperator Operator { get; }

    /// <summary>The activity's number; -1 for other nodes.</summary>
    public int Activity { get; }

    /// <summary>The children; none for an activity or the silent step.</summary>
    public TreeNode[] Children { get; }

    /// <summary>Number of nodes, this one included.</summary>
    public int Size { get; }

    /// <summary>An activity.</summary>
    public static TreeNode Leaf(int activity) => new(TreeOperator.Activity, activity, []);

    /// <summary>An operator over children; a single child of a sequence, choice or parallel stands for itself.</summary>
    public static TreeNode Of(TreeOperator kind, params TreeNode[] children) => children.Length == 1 && kind != TreeOperator.Loop ? children[0] : new(kind, -1, children);

    /// <summary>A choice between the node and nothing.</summary>
    public static TreeNode Optional(TreeNode node) => Of(TreeOperator.Choice, node, Silent);

    /// <summary>The node once or more.</summary>
    public static TreeNode Repeated(TreeNode node) => Of(TreeOperator.Loop, node, Silent);

    /// <summary>The node any number of times.</summary>
    public static TreeNode Any(TreeNode node) => Of(TreeOperator.Loop, Silent, node);

    /// <summary>Whether the activity is this node or below it.</summary>
    public bool Contains(int activity) => Activity == activity || Array.Exists(Children, child => child.Contains(activity));

    /// <summary>The tree as text: <c>-></c> sequence, <c>X</c> choice, <c>+</c> parallel, <c>*</c> loop, <c>tau</c> silent.</summary>
    public string Format(IReadOnlyList<string> names) => Operator switch
    {
        TreeOperator.Silent => "tau",
        TreeOperator.Activity => $"'{names[Activity].Replace("'", "\\'", StringComparison.Ordinal)}'",
        _ => $"{Symbol(Operator)}( {string.Join(", ", Children.Select(child => child.Format(names)))} )",
    };

    private static string Symbol(TreeOperator kind) => kind switch
    {
        TreeOperator.Sequence => "->",
        TreeOperator.Choice => "X",
        TreeOperator.Parallel => "+",
        _ => "*",
    };
}
