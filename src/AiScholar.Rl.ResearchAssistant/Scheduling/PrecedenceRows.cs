namespace AiScholar.Rl.ResearchAssistant;

/// <summary>For each task the tasks it is tied to, with the lags of those ties, as compressed rows.</summary>
internal sealed class PrecedenceRows
{
    private readonly int[] _offsets;
    private readonly int[] _tasks;
    private readonly long[] _lags;

    private PrecedenceRows(int[] offsets, int[] tasks, long[] lags)
    {
        _offsets = offsets;
        _tasks = tasks;
        _lags = lags;
    }

    /// <summary>Index of the first tie of <paramref name="task"/>; its ties end where those of the next task start.</summary>
    public ReadOnlySpan<int> Of(int task) => _tasks.AsSpan(_offsets[task].._offsets[task + 1]);

    /// <summary>The lags of the ties of <paramref name="task"/>, in the order of <see cref="Of"/>.</summary>
    public ReadOnlySpan<long> LagsOf(int task) => _lags.AsSpan(_offsets[task].._offsets[task + 1]);

    /// <summary>Builds the rows of the ties' first ends or, with <paramref name="bySuccessor"/>, of their second ends.</summary>
    public static PrecedenceRows Build(int taskCount, ReadOnlySpan<Precedence> ties, bool bySuccessor)
    {
        var offsets = new int[taskCount + 1];
        foreach (Precedence tie in ties)
            offsets[(bySuccessor ? tie.Successor : tie.Predecessor) + 1]++;
        for (int task = 0; task < taskCount; task++)
            offsets[task + 1] += offsets[task];
        int[] next = offsets[..taskCount];
        var tasks = new int[ties.Length];
        var lags = new long[ties.Length];
        foreach (Precedence tie in ties)
        {
            int slot = next[bySuccessor ? tie.Successor : tie.Predecessor]++;
            tasks[slot] = bySuccessor ? tie.Predecessor : tie.Successor;
            lags[slot] = tie.Lag;
        }

        return new PrecedenceRows(offsets, tasks, lags);
    }
}

/// <summary>The successor may start no sooner than <see cref="Lag"/> units after the predecessor's finish.</summary>
internal readonly record struct Precedence(int Predecessor, int Successor, long Lag);
