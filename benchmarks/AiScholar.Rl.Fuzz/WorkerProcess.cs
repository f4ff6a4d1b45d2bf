using System.Diagnostics;
using System.Globalization;

namespace AiScholar.Rl.Fuzz;

/// <summary>A worker and the input it has in hand.</summary>
internal sealed class WorkerProcess : IDisposable
{
    private readonly Process _process;

    public WorkerProcess(FuzzSettings settings)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
            start.ArgumentList.Add(typeof(WorkerProcess).Assembly.Location);
        foreach (string argument in (string[])["--worker", "--seed", settings.Seed.ToString(CultureInfo.InvariantCulture), .. settings.Corpus is null ? (string[])[] : ["--corpus", settings.Corpus]])
            start.ArgumentList.Add(argument);
        _process = Process.Start(start)!;
        _process.ErrorDataReceived += (_, line) => Error = line.Data is { Length: > 0 } text && Error.Length < 2000 ? Error + text + " | " : Error;
        _process.BeginErrorReadLine();
    }

    /// <summary>What it wrote to its standard error.</summary>
    public string Error { get; private set; } = "";

    /// <summary>The most memory it held, in megabytes.</summary>
    public long PeakMegabytes { get; private set; }

    /// <summary>Has an input analyzed.</summary>
    /// <returns>How it ended: the worker's answer, or <c>crash</c>, <c>hang</c> or <c>memory</c>; the worker is dead after these.</returns>
    public async Task<string> AskAsync(int number, FuzzSettings settings)
    {
        try
        {
            await _process.StandardInput.WriteLineAsync(number.ToString(CultureInfo.InvariantCulture));
            await _process.StandardInput.FlushAsync();
        }
        catch (IOException)
        {
            return "crash " + Error;
        }

        Task<string?> answer = _process.StandardOutput.ReadLineAsync();
        TimeSpan before = Busy();
        var watch = Stopwatch.StartNew();
        while (!answer.IsCompleted)
        {
            await Task.WhenAny(answer, Task.Delay(100));
            if (Observe() > settings.MemoryMegabytes)
                return Kill($"memory {PeakMegabytes} MB");
            // A worker that gets no processor, beside other work, does not hang; one that waits for ever does.
            if (!answer.IsCompleted && ((Busy() - before).TotalSeconds > settings.HangSeconds || watch.Elapsed.TotalSeconds > 10 * settings.HangSeconds))
                return Kill("hang");
        }

        Observe();
        if (await answer is not { } line)
        {
            await _process.WaitForExitAsync();
            return $"crash (exit code {_process.ExitCode}) {Error}";
        }

        return line[(line.IndexOf(' ', StringComparison.Ordinal) + 1)..];
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill(true);
        _process.Dispose();
    }

    private string Kill(string why)
    {
        _process.Kill(true);
        return why;
    }

    private TimeSpan Busy() => _process.HasExited ? TimeSpan.Zero : _process.TotalProcessorTime;

    private long Observe()
    {
        _process.Refresh();
        long held = _process.HasExited ? 0 : _process.WorkingSet64 / (1024 * 1024);
        PeakMegabytes = Math.Max(PeakMegabytes, held);
        return held;
    }
}
