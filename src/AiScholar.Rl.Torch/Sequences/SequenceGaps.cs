namespace AiScholar.Rl.Torch;

/// <summary>Times between actions in logarithmic buckets.</summary>
internal static class SequenceGaps
{
    /// <summary>0: no action before; else 1 + log2(1 + seconds), at most <see cref="SequenceNetwork.GapBuckets"/> - 1. A clock that ran back counts as no time.</summary>
    public static int[] Of(IReadOnlyList<UserAction> actions)
    {
        var gaps = new int[actions.Count];
        for (var i = 1; i < gaps.Length; i++)
        {
            var seconds = Math.Max(0, (actions[i].Timestamp - actions[i - 1].Timestamp).TotalSeconds);
            gaps[i] = Math.Min(SequenceNetwork.GapBuckets - 1, 1 + (int)Math.Log2(1 + seconds));
        }

        return gaps;
    }
}
