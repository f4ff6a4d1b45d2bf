namespace AiScholar.Rl.Testing;

/// <summary>Something to measure: a fresh tracker is made for every run. Safe to use from many threads.</summary>
public interface IEvaluator
{
    /// <summary>Begins a run.</summary>
    /// <param name="changePoints">The steps at which the world changes abruptly, ascending.</param>
    ITracker Start(IReadOnlyList<int> changePoints);
}
