using System.Diagnostics;

namespace AiScholar.Rl.Evaluation.Running;

/// <summary>Progress on standard error: a rewritten line on a terminal, a line every few seconds elsewhere.</summary>
public sealed class MeasureProgress
{
    private readonly Stopwatch _sinceLast = Stopwatch.StartNew();
    private readonly Lock _gate = new();

    /// <summary>Reports that <paramref name="done"/> of <paramref name="total"/> items are finished; may be called from many threads.</summary>
    public void Report(int done, int total, string what)
    {
        lock (_gate)
        {
            bool last = done >= total;
            if (!last && _sinceLast.ElapsedMilliseconds < (Console.IsErrorRedirected ? 5000 : 100))
                return;
            _sinceLast.Restart();
            string line = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"[{done}/{total}] {what}");
            if (Console.IsErrorRedirected)
                Console.Error.WriteLine(line);
            else
                Console.Error.Write("\r" + line.PadRight(78)[..78] + (last ? "\n" : ""));
        }
    }
}
