namespace AiScholar.Rl.Core;

/// <summary>A node: a leaf with its rewards and the splits it considers, or a split with its two children.</summary>
internal sealed class TreeNode
{
    public RunningMean Rewards;

    /// <summary>The splits under consideration; those from <see cref="TestCount"/> on are not drawn yet. Null once split.</summary>
    public TreeTest[]? Tests { get; set; }

    public int TestCount { get; set; }

    /// <summary>Rewards since the node became a leaf.</summary>
    public int Age { get; set; }

    public int Feature { get; set; }

    public float Threshold { get; set; }

    public TreeNode? Below { get; set; }

    public TreeNode? Above { get; set; }

    public bool IsLeaf => Below is null;

    public TreeNode Child(ReadOnlySpan<float> context) =>
        ((Feature < context.Length ? context[Feature] : 0) <= Threshold ? Below : Above)!;
}
