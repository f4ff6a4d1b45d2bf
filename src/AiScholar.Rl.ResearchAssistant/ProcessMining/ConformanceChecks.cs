namespace AiScholar.Rl.ResearchAssistant;

/// <summary>Compares a log with a net: replay, precision and, when asked for, alignments.</summary>
internal sealed class ConformanceChecks(TimeProvider clock)
{
    private const int MaxMarkings = 100_000, MaxCells = 32_000_000, MaxStatesOfTrace = 2_000_000;

    /// <summary>Compares.</summary>
    /// <param name="log">The log.</param>
    /// <param name="ids">Ids of its sessions.</param>
    /// <param name="net">The net.</param>
    /// <param name="names">Names of the activities of log and net.</param>
    /// <param name="request">What to find out.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public ProcessConformance Check(ActivityLog log, IReadOnlyList<string> ids, NetGraph net, IReadOnlyList<string> names, ProcessConformanceRequest request, CancellationToken cancellationToken)
    {
        PrefixTree prefixes = PrefixTree.Build(log.Traces, names.Count);
        cancellationToken.ThrowIfCancellationRequested();
        ReplayCounts counts = TokenReplay.Run(new TokenGame(net, names.Count), net, prefixes);
        var conformance = new ProcessConformance
        {
            Fitness = counts.Fitness,
            Precision = counts.Precision,
            PrecisionEverywhere = counts.PrecisionEverywhere,
            FittingShare = (double)counts.FittingTraces / log.Traces.Length,
        };
        return request.Alignments ? Align(conformance, log, ids, net, names, request.AlignmentTimeLimit, cancellationToken) : conformance;
    }

    private ProcessConformance Align(
        ProcessConformance conformance, ActivityLog log, IReadOnlyList<string> ids, NetGraph net, IReadOnlyList<string> names, TimeSpan? limit, CancellationToken cancellationToken)
    {
        long started = clock.GetTimestamp();
        bool IsOver()
        {
            cancellationToken.ThrowIfCancellationRequested();
            return limit is { } most && clock.GetElapsedTime(started) > most;
        }

        IReadOnlyList<TraceVariant> variants = log.Variants();
        int longest = variants.Max(variant => variant.Trace.Length);
        NetStates? states = NetStates.Explore(net, Math.Min(MaxMarkings, MaxCells / (longest + 1)), cancellationToken);
        if (states is { Final: < 0 })
            return conformance with { Issues = [Issue("The end of the net cannot be reached, so nothing can be aligned with it.")] };
        var found = new AlignedTrace?[variants.Count];
        int empty = states is null ? AlignSingly(net, names.Count, variants, found, IsOver) : AlignTogether(net, states, names.Count, variants, found, IsOver);
        int done = found.Count(alignment => alignment is not null);
        double cost = 0, worst = 0;
        var alignments = new List<TraceAlignment>();
        foreach ((int index, TraceVariant variant) in variants.Index())
        {
            if (found[index] is not { } alignment)
                continue;
            int most = variant.Trace.Length + empty;
            cost += (double)alignment.Cost * variant.Sessions.Length;
            worst += (double)most * variant.Sessions.Length;
            alignments.Add(new TraceAlignment
            {
                Moves = [.. alignment.Moves.Select(move => new AlignmentMove { Kind = move.Kind, Activity = names[move.Activity] })],
                Cost = alignment.Cost,
                Fitness = most == 0 ? 1 : 1 - (double)alignment.Cost / most,
                SessionCount = variant.Sessions.Length,
                ExampleSessionId = ids[variant.Sessions[0]],
            });
        }

        return conformance with
        {
            AlignmentFitness = done == 0 ? null : worst == 0 ? 1 : 1 - cost / worst,
            Alignments = alignments,
            Issues = done == found.Length ? [] : [Issue($"{done} of {found.Length} kinds of sessions were aligned within the limits of time and states.")],
        };
    }

    /// <summary>Aligns along the sorted traces, so that each prefix is worked out once.</summary>
    private static int AlignTogether(NetGraph net, NetStates states, int activities, IReadOnlyList<TraceVariant> variants, AlignedTrace?[] found, Func<bool> isOver)
    {
        var aligner = new PrefixAligner(net, states, activities);
        int[] order = [.. Enumerable.Range(0, variants.Count)];
        Array.Sort(order, (x, y) => variants[x].Trace.AsSpan().SequenceCompareTo(variants[y].Trace));
        int[] before = [];
        foreach (int index in order)
        {
            if (isOver())
                break;
            int[] trace = variants[index].Trace;
            for (int depth = before.AsSpan().CommonPrefixLength(trace); depth < trace.Length; depth++)
                aligner.Extend(depth + 1, trace[depth]);
            found[index] = aligner.Align(trace);
            before = trace;
        }

        return aligner.EmptyCost;
    }

    private static int AlignSingly(NetGraph net, int activities, IReadOnlyList<TraceVariant> variants, AlignedTrace?[] found, Func<bool> isOver)
    {
        var aligner = new TraceAligner(net, activities, MaxStatesOfTrace);
        for (int index = 0; index < found.Length && !isOver(); index++)
            found[index] = aligner.Align(variants[index].Trace, isOver);
        return aligner.Align([], isOver)?.Cost ?? 0;
    }

    private static ResultIssue Issue(string message) => new() { Code = AdvancedRlErrorCode.Unspecified, Severity = IssueSeverity.Warning, Message = message, Source = "process-miner" };
}
