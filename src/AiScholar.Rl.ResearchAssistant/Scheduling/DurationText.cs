using System.Globalization;

namespace AiScholar.Rl.ResearchAssistant;

/// <summary>Writes times for people: the two largest units, such as <c>3 d 4 h</c>.</summary>
internal static class DurationText
{
    private static readonly (long Ticks, string Unit)[] Units =
    [
        (TimeSpan.TicksPerDay, "d"), (TimeSpan.TicksPerHour, "h"), (TimeSpan.TicksPerMinute, "min"), (TimeSpan.TicksPerSecond, "s"), (TimeSpan.TicksPerMillisecond, "ms"),
    ];

    /// <summary>The text of a time; what is below the second unit is rounded.</summary>
    public static string Format(TimeSpan time)
    {
        if (time < TimeSpan.Zero)
            return "-" + Format(time.Negate());
        int first = Array.FindIndex(Units, unit => time.Ticks >= unit.Ticks);
        if (first < 0)
            return time == TimeSpan.Zero ? "0" : string.Create(CultureInfo.InvariantCulture, $"{time.TotalMicroseconds:0.#} µs");
        if (first == Units.Length - 1)
            return string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:0.#} ms");
        (long large, string largeUnit) = Units[first];
        (long small, string smallUnit) = Units[first + 1];
        long rounded = (time.Ticks + small / 2) / small * small;
        if (first > 0 && rounded >= Units[first - 1].Ticks)
            return Format(TimeSpan.FromTicks(rounded));
        long rest = rounded % large / small;
        string text = string.Create(CultureInfo.InvariantCulture, $"{rounded / large} {largeUnit}");
        return rest == 0 ? text : string.Create(CultureInfo.InvariantCulture, $"{text} {rest} {smallUnit}");
    }
}
