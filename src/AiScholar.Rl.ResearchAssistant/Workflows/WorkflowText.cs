using System.Globalization;
using System.Text;

namespace AiScholar.Rl.ResearchAssistant;

/// <summary>What the readers share: bounded input, durations in words, errors that name the place.</summary>
internal static class WorkflowText
{
    private const double MaxHours = 20_000_000;

    /// <summary>The bytes of a stream, up to the limit.</summary>
    /// <exception cref="WorkflowException">There are more.</exception>
    public static async ValueTask<byte[]> ReadBytesAsync(Stream stream, WorkflowImportSettings settings, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(stream);
        Check(settings);
        using var bytes = new MemoryStream();
        var buffer = new byte[81_920];
        int read;
        while ((read = await stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0)
        {
            if (bytes.Length + read > settings.MaxBytes)
                throw Fault($"The workflow file is longer than the limit {nameof(settings.MaxBytes)} of {settings.MaxBytes} bytes.");
            bytes.Write(buffer, 0, read);
        }

        return bytes.ToArray();
    }

    /// <summary>The lines of a stream in UTF-8, without line ends.</summary>
    public static async ValueTask<string[]> ReadLinesAsync(Stream stream, WorkflowImportSettings settings, CancellationToken cancellationToken) =>
        Decode(await ReadBytesAsync(stream, settings, cancellationToken).ConfigureAwait(false)).ReplaceLineEndings("\n").Split('\n');

    /// <summary>UTF-8 text without a byte-order mark.</summary>
    public static string Decode(byte[] bytes) => Encoding.UTF8.GetString(bytes.AsSpan(bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? 3 : 0));

    /// <summary>An error of a file.</summary>
    public static WorkflowException Fault(string message, string? taskId = null, Exception? inner = null) =>
        new(AdvancedRlErrorCode.WorkflowFormatInvalid, message, taskId is null ? null : [taskId], inner);

    /// <summary>So many units of time; null when that is no sensible time.</summary>
    public static TimeSpan? Times(double count, TimeSpan unit) =>
        count >= 0 && count * unit.TotalHours <= MaxHours ? TimeSpan.FromTicks((long)Math.Round(count * unit.Ticks)) : null;

    /// <summary>Reads <c>1h 30m</c>, <c>2.5 s</c>, <c>850ms</c>, <c>2 days</c>, <c>PT1H30M</c>, <c>01:30:00</c> or a bare number of <paramref name="unit"/>s; null when it is none of these.</summary>
    public static TimeSpan? Duration(string text, TimeSpan unit)
    {
        text = text.Trim();
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double bare))
            return Times(bare, unit);
        if (text.StartsWith('P'))
        {
            try
            {
                TimeSpan iso = System.Xml.XmlConvert.ToTimeSpan(text);
                return iso >= TimeSpan.Zero && iso.TotalHours <= MaxHours ? iso : null;
            }
            catch (Exception exception) when (exception is FormatException or OverflowException)
            {
                return null;
            }
        }

        if (text.Contains(':', StringComparison.Ordinal))
            return TimeSpan.TryParseExact(text, "c", CultureInfo.InvariantCulture, out TimeSpan clock) && clock >= TimeSpan.Zero ? clock : null;
        TimeSpan sum = TimeSpan.Zero;
        int at = 0;
        while (at < text.Length)
        {
            int number = at;
            while (at < text.Length && (char.IsAsciiDigit(text[at]) || text[at] == '.'))
                at++;
            int word = at;
            while (word < text.Length && text[word] == ' ')
                word++;
            int end = word;
            while (end < text.Length && char.IsAsciiLetter(text[end]))
                end++;
            if (!double.TryParse(text.AsSpan(number, at - number), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double count)
                || UnitOf(text[word..end]) is not { } one || Times(count, one) is not { } part)
                return null;
            sum += part;
            at = end;
            while (at < text.Length && text[at] == ' ')
                at++;
        }

        return text.Length == 0 || sum.TotalHours > MaxHours ? null : sum;
    }

    /// <summary>A workflow of <paramref name="tasks"/> with the resource of slots that the settings ask for.</summary>
    public static ResearchWorkflow Finish(string name, IReadOnlyList<WorkflowTask> tasks, IReadOnlyList<ResearchResource> resources, WorkflowImportSettings settings)
    {
        if (tasks.Count > settings.MaxTasks)
            throw Fault($"The workflow has {tasks.Count} tasks; the limit {nameof(settings.MaxTasks)} is {settings.MaxTasks}.");
        string id = settings.WorkflowId ?? (name.Length > 0 ? name : "workflow");
        if (settings.Slots is not { } slots)
            return new ResearchWorkflow { Id = id, Name = name, TaskSequence = tasks, Resources = resources };
        var demand = new ResourceDemand { ResourceId = "slots" };
        return new ResearchWorkflow
        {
            Id = id,
            Name = name,
            TaskSequence = [.. tasks.Select(task => task with { Demands = [.. task.Demands, demand] })],
            Resources = [.. resources, new ResearchResource { Id = "slots", Capacity = slots }],
        };
    }

    private static void Check(WorkflowImportSettings settings)
    {
        if (settings.Slots < 1)
            throw new ArgumentException($"{nameof(settings.Slots)} is {settings.Slots}; it must be at least 1.", nameof(settings));
        if (settings.TimeUnit <= TimeSpan.Zero || settings.DefaultDuration < TimeSpan.Zero)
            throw new ArgumentException($"{nameof(settings.TimeUnit)} must be above 0 and {nameof(settings.DefaultDuration)} not negative.", nameof(settings));
        if (settings.MaxBytes < 1 || settings.MaxTasks < 1)
            throw new ArgumentException($"{nameof(settings.MaxBytes)} and {nameof(settings.MaxTasks)} must be at least 1.", nameof(settings));
    }

    private static TimeSpan? UnitOf(string word) => word.ToLowerInvariant() switch
    {
        "ms" => TimeSpan.FromMilliseconds(1),
        "s" or "sec" or "second" or "seconds" => TimeSpan.FromSeconds(1),
        "m" or "min" or "minute" or "minutes" => TimeSpan.FromMinutes(1),
        "h" or "hour" or "hours" => TimeSpan.FromHours(1),
        "d" or "day" or "days" => TimeSpan.FromDays(1),
        _ => null,
    };
}
