namespace AiScholar.Rl.ResearchAssistant;

/// <summary>Sessions as traces of activity numbers: what the miners and the conformance checks work on. Immutable.</summary>
internal sealed class ActivityLog
{
    private ActivityLog(string[] names, int[][] traces) => (Names, Traces) = (names, traces);

    /// <summary>The activity names behind the numbers, in ordinal order.</summary>
    public string[] Names { get; }

    /// <summary>A trace for each session, in their order; a trace may be empty.</summary>
    public int[][] Traces { get; }

    /// <summary>Number of events.</summary>
    public int EventCount => Traces.Sum(trace => trace.Length);

    /// <summary>Checks and converts sessions.</summary>
    /// <param name="sessions">Sessions; the activities of each go by their start where all have one, else in the order given.</param>
    /// <param name="limits">How much is taken.</param>
    /// <exception cref="WorkflowException">The sessions are unusable; the message names one at fault or the limit.</exception>
    public static ActivityLog From(IReadOnlyList<WorkflowSession> sessions, SessionLimits limits)
    {
        SessionChecks.CheckAll(sessions, limits);
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        var traces = new int[sessions.Count][];
        for (int i = 0; i < traces.Length; i++)
        {
            traces[i] = [.. SessionChecks.InOrder(sessions[i]).Select(activity =>
            {
                if (!numbers.TryGetValue(activity.Name, out int number))
                    numbers.Add(activity.Name, number = numbers.Count);
                return number;
            })];
        }

        if (numbers.Count > limits.MaxActivityNames)
            throw new WorkflowException(AdvancedRlErrorCode.SessionsInvalid, $"The sessions have {numbers.Count} different activities; the limit {nameof(limits.MaxActivityNames)} is {limits.MaxActivityNames}.");
        string[] names = [.. numbers.Keys.Order(StringComparer.Ordinal)];
        var sorted = new int[names.Length];
        foreach ((int index, string name) in names.Index())
            sorted[numbers[name]] = index;
        foreach (int[] trace in traces)
        {
            for (int i = 0; i < trace.Length; i++)
                trace[i] = sorted[trace[i]];
        }

        return new ActivityLog(names, traces);
    }

    /// <summary>The different traces, the most frequent first, each with the indices of its sessions.</summary>
    public IReadOnlyList<TraceVariant> Variants() => [.. Traces.Index()
        .GroupBy(trace => trace.Item, trace => trace.Index, TraceComparer.Instance)
        .Select(group => new TraceVariant(group.Key, [.. group]))
        .OrderByDescending(variant => variant.Sessions.Length)
        .ThenBy(variant => variant.Sessions[0])];
}
