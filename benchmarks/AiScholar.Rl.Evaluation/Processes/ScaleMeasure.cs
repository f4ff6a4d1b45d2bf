using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using AiScholar.Rl.Evaluation.Running;
using AiScholar.Rl.ResearchAssistant;

namespace AiScholar.Rl.Evaluation.Processes;

/// <summary>Streams generated sessions through the process statistics: how fast, and in how much memory.</summary>
public sealed class ScaleMeasure : IMeasure
{
    private const int Activities = 60, People = 200;

    /// <inheritdoc/>
    public string Name => "scale";

    /// <inheritdoc/>
    public bool NeedsData => false;

    /// <inheritdoc/>
    public string Usage => "[--sessions N, default 1000000] [--capacity N, default 50000]";

    /// <inheritdoc/>
    public async Task<MeasureResult> RunAsync(MeasureArguments arguments, MeasureProgress progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        ArgumentNullException.ThrowIfNull(progress);
        int sessions = arguments.Integer("sessions", 1_000_000, 1);
        var statistics = new ProcessStatistics(arguments.Integer("capacity", 50_000, 16));
        int seed = arguments.Seed;
        arguments.RejectUnknown();
        long started = Stopwatch.GetTimestamp();
        int done = 0;
        await foreach (WorkflowSession session in GenerateAsync(sessions, seed, cancellationToken))
        {
            statistics.Add(session);
            if (++done % 10_000 == 0)
                progress.Report(done, sessions, "sessions added");
        }

        ProcessMap map = statistics.ToMap();
        double seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        double peak = Process.GetCurrentProcess().PeakWorkingSet64 / (1024.0 * 1024);
        return new MeasureResult
        {
            Columns = ["sessions", "events", "edges", "ways kept", "handovers", "count error", "seconds", "events/s", "peak MB"],
            Rows =
            [
                [
                    Text(map.SessionCount), Text(map.EventCount), Text(map.Edges.Count), Text(map.Variants.Count), Text(map.Handovers.Count), Text(map.CountError),
                    seconds.ToString("0.00", CultureInfo.InvariantCulture), Text(map.EventCount / seconds), Text(peak),
                ],
            ],
            Figures = [new("sessions", map.SessionCount), new("events", map.EventCount), new("seconds", seconds), new("events_per_second", map.EventCount / seconds), new("count_error", map.CountError), new("peak_mb", peak)],
        };
    }

    /// <summary>Sessions of 3 to 40 activities, each leading to one of few next ones, by many people; nearly every session goes its own way.</summary>
    private static async IAsyncEnumerable<WorkflowSession> GenerateAsync(int count, int seed, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var random = new Random(seed);
        string[] names = [.. Enumerable.Range(0, Activities).Select(index => $"activity {index}")];
        string[] people = [.. Enumerable.Range(0, People).Select(index => $"person {index}")];
        var time = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        for (int i = 0; i < count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (i % 1000 == 0)
                await Task.Yield();
            var activities = new WorkflowActivity[3 + (int)(37 * Math.Pow(random.NextDouble(), 3))];
            int at = random.Next(3);
            DateTimeOffset now = time.AddMinutes(i);
            for (int k = 0; k < activities.Length; k++)
            {
                DateTimeOffset end = now.AddMinutes(random.Next(1, 60));
                activities[k] = new WorkflowActivity { Name = names[at], Start = now, End = end, Person = people[random.Next(People)] };
                now = end.AddMinutes(random.Next(0, 600));
                at = (at + 1 + random.Next(4)) % Activities;
            }

            yield return new WorkflowSession { Id = i.ToString(CultureInfo.InvariantCulture), Activities = activities };
        }
    }

    private static string Text(double value) => value.ToString("0", CultureInfo.InvariantCulture);
}
