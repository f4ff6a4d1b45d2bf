using System.Diagnostics;

namespace AiScholar.Rl.Fuzz;

/// <summary>Hands inputs to workers and counts what becomes of them.</summary>
internal sealed class FuzzRun(FuzzSettings settings)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private long _peak;
    private int _next = settings.First;

    public async Task<int> RunAsync()
    {
        await Task.WhenAll(Enumerable.Range(0, settings.Workers).Select(_ => ServeAsync()));
        Console.WriteLine();
        foreach ((string outcome, int count) in _counts.OrderByDescending(pair => pair.Value))
            Console.WriteLine($"{count,8}  {outcome}");
        int failures = Count("crash") + Count("hang") + Count("memory") + Count("threw");
        Console.WriteLine(
            $$"""{"inputs":{{_counts.Values.Sum()}},"read":{{Count("read")}},"partly":{{Count("partly")}},"refused":{{Count("refused")}},"crashes":{{Count("crash")}},"hangs":{{Count("hang")}},"over_memory":{{Count("memory")}},"unexpected":{{Count("threw")}},"peak_mb":{{_peak}},"seconds":{{_watch.Elapsed.TotalSeconds:F1}}}""");
        return failures == 0 ? 0 : 1;
    }

    private async Task ServeAsync()
    {
        WorkerProcess? worker = null;
        try
        {
            while (Take() is { } number)
            {
                worker ??= new WorkerProcess(settings);
                string outcome = await worker.AskAsync(number, settings);
                string kind = outcome.Split(' ', 2)[0];
                Add(kind, worker.PeakMegabytes);
                if (kind is "crash" or "hang" or "memory" or "threw")
                    Keep(number, outcome);
                if (kind is "crash" or "hang" or "memory")
                {
                    worker.Dispose();
                    worker = null;
                }
            }
        }
        finally
        {
            worker?.Dispose();
        }
    }

    private int? Take()
    {
        lock (_lock)
        {
            bool isOver = settings.Seconds is { } seconds ? _watch.Elapsed.TotalSeconds > seconds : _next - settings.First >= settings.Count;
            return isOver ? null : _next++;
        }
    }

    private void Add(string kind, long peak)
    {
        lock (_lock)
        {
            _counts[kind] = _counts.GetValueOrDefault(kind) + 1;
            _peak = Math.Max(_peak, peak);
            int total = _counts.Values.Sum();
            if (total % 500 == 0)
                Console.WriteLine($"{total} inputs, {_watch.Elapsed.TotalSeconds:F0} s, {_peak} MB");
        }
    }

    private void Keep(int number, string outcome)
    {
        Console.WriteLine($"input {number}: {outcome}");
        if (settings.Output is null)
            return;
        Directory.CreateDirectory(settings.Output);
        FuzzInput input = new Mutator(Corpus.Load(settings.Corpus), settings.Seed).Create(number);
        File.WriteAllBytes(Path.Combine(settings.Output, $"{number}-{input.Name}"), input.Content);
    }

    private int Count(string kind)
    {
        lock (_lock)
            return _counts.GetValueOrDefault(kind);
    }
}
