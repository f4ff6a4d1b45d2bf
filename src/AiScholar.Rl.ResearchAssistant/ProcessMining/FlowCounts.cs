using AiScholar.Rl.Core;

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

    /// <inheritdoc/>
    public void Write(BinaryWriter writer)
    {
        foreach (long value in (long[])[Count, Error, Sessions, Starts, Ends, Times, MostTicks])
            writer.Write(value);
        writer.Write(Ticks);
        writer.Write(Example ?? "");
    }

    /// <inheritdoc/>
    public void Read(BinaryReader reader)
    {
        (Count, Error, Sessions, Starts, Ends, Times, MostTicks) = (Next(), Next(), Next(), Next(), Next(), Next(), Next());
        Ticks = Math.Clamp(PolicyPayload.Finite(reader.ReadDouble()), 0, (double)Times * MostTicks);
        Example = reader.ReadString();

        long Next() => PolicyPayload.Count(reader.ReadInt64(), long.MaxValue, "counts");
    }
}
