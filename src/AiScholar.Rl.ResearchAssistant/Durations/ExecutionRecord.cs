namespace AiScholar.Rl.ResearchAssistant;

/// <summary>What is remembered of one execution: some durations of each kind of work.</summary>
internal sealed record ExecutionRecord(IReadOnlyList<ExecutionKind> Kinds)
{
    /// <summary>Its shape, to find executions that are alike.</summary>
    public ExecutionShape Shape { get; } = new(Kinds.Select(kind => (kind.Type, kind.Count, kind.Observations.Select(one => one.Amount))));
}

/// <summary>The tasks of one kind in an execution: how many, and amounts (NaN when unknown) with logarithms of seconds of up to some of them.</summary>
internal sealed record ExecutionKind(string Type, int Count, (double Amount, double Log)[] Observations)
{
    /// <summary>The mean logarithm of seconds.</summary>
    public double MeanLog { get; } = Observations.Average(one => one.Log);
}
