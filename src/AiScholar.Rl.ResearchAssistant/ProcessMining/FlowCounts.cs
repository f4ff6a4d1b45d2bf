namespace AiScholar.Rl.ResearchAssistant;

/// <summary>What is summed up of an activity, an edge, a variant or a handover.</summary>
internal sealed class FlowCounts : ICounted
{
    /// <inheritdoc/>
    public long Count { get; set; }

    /// <inheritdoc/>
    public long Error { get; set; }

    public long Sessions { get; set; }

    public long Starts { get; set; }

    public long Ends { get; set; }

    /// <summary>How many times are in <see cref="Ticks"/>.</summary>
    public long Times { get; set; }

    /// <summary>Sum of durations or waits; a floating-point number, for a sum of ticks could run over.</summary>
    public double Ticks { get; set; }

    public long MostTicks { get; set; }

    public string Example { get; set; } = "";

    public TimeSpan? MeanTime => Times == 0 ? null : TimeSpan.FromTicks((long)(Ticks / Times));

    public TimeSpan? MostTime => Times == 0 ? null : TimeSpan.FromTicks(MostTicks);

    public void AddTime(TimeSpan time)
    {
        long ticks = Math.Max(0, time.Ticks);
        Times++;
        Ticks += ticks;
        MostTicks = Math.Max(MostTicks, ticks);
    }
}
