namespace AiScholar.Rl.ResearchAssistant;

/// <summary>When a search must stop: after so many schedules, after so long, or when it is cancelled; whichever comes first.</summary>
internal sealed class SearchBudget(long? schedules, TimeSpan? time, TimeProvider clock, CancellationToken cancellationToken)
{
    private readonly long _started = clock.GetTimestamp();

    /// <summary>Schedules built so far.</summary>
    public long Spent { get; private set; }

    /// <summary>Whether the search must stop.</summary>
    public bool IsExhausted => IsCancelled || Spent >= schedules || (time is { } limit && Elapsed >= limit);

    /// <summary>Whether the caller wants no more.</summary>
    public bool IsCancelled => cancellationToken.IsCancellationRequested;

    /// <summary>Time since the budget was made.</summary>
    public TimeSpan Elapsed => clock.GetElapsedTime(_started);

    /// <summary>What is left of the time; null when time is no limit.</summary>
    public TimeSpan? TimeLeft => time is { } limit ? TimeSpan.FromTicks(Math.Max(0, (limit - Elapsed).Ticks)) : null;

    /// <summary>How many schedules may still be built.</summary>
    public long SchedulesLeft => schedules is { } limit ? Math.Max(0, limit - Spent) : long.MaxValue;

    /// <summary>A budget of at most <paramref name="count"/> schedules within what is left of this one; what it spends is not spent here.</summary>
    public SearchBudget Part(long count) => new(Math.Min(count, SchedulesLeft), TimeLeft, clock, cancellationToken);

    /// <summary>Records that <paramref name="count"/> schedules were built.</summary>
    public void Spend(int count) => Spent += count;
}
