namespace AiScholar.Rl.ResearchAssistant;

/// <summary>How many tasks of which kind an execution has, on how much: what is known of it before it runs.</summary>
internal sealed class ExecutionShape
{
    private readonly Dictionary<string, (double Count, double Amount)> _kinds = new(StringComparer.Ordinal);

    /// <param name="kinds">The kinds of work with their numbers and amounts (NaN when unknown).</param>
    public ExecutionShape(IEnumerable<(string Type, int Count, IEnumerable<double> Amounts)> kinds)
    {
        foreach ((string type, int count, IEnumerable<double> amounts) in kinds)
            _kinds[type] = (Math.Log(count), amounts.Where(double.IsFinite).Select(amount => Math.Log(1 + amount)).DefaultIfEmpty(double.NaN).Average());
    }

    /// <summary>The sum over kinds of the differences in the logarithms of their number and mean amount; 1 for a kind that only one of them has.</summary>
    public double DistanceTo(ExecutionShape other)
    {
        double sum = 0;
        int shared = 0;
        foreach ((string type, (double count, double amount)) in _kinds)
        {
            if (!other._kinds.TryGetValue(type, out (double Count, double Amount) theirs))
                continue;
            shared++;
            sum += Math.Abs(count - theirs.Count) + (double.IsNaN(amount - theirs.Amount) ? 0 : Math.Abs(amount - theirs.Amount));
        }

        return sum + _kinds.Count + other._kinds.Count - (2 * shared);
    }
}
