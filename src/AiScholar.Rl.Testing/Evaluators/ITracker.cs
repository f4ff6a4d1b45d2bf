namespace AiScholar.Rl.Testing;

/// <summary>Measures one run; called by one thread at a time.</summary>
public interface ITracker
{
    /// <summary>Sees the next decision.</summary>
    void Observe(DecisionObservation decision);

    /// <summary>The run's figures by snake_case name; a figure that this run cannot give is left out. Reports show means over the runs.</summary>
    IEnumerable<KeyValuePair<string, double>> Complete();
}
