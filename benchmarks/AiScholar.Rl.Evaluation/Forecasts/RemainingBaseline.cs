namespace AiScholar.Rl.Evaluation.Forecasts;

/// <summary>What remained, in days, after so many events of the cases learnt: mean and median by the number of events; after more events than seen, those of the most seen.</summary>
internal sealed class RemainingBaseline
{
    private readonly List<double>[] _byLength;

    public RemainingBaseline(IReadOnlyList<TimedCase> cases)
    {
        _byLength = [.. Enumerable.Range(0, cases.Max(timed => timed.Count) + 1).Select(_ => new List<double>())];
        foreach (TimedCase timed in cases)
        {
            for (int count = 1; count <= timed.Count; count++)
                _byLength[count].Add(timed.RemainingDays(count));
        }

        foreach (List<double> remaining in _byLength)
            remaining.Sort();
    }

    public double Mean(int count) => At(count).Average();

    public double Median(int count) => At(count)[At(count).Count / 2];

    private List<double> At(int count) => _byLength[Math.Min(count, _byLength.Length - 1)];
}
