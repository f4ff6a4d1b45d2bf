namespace AiScholar.Rl;

/// <summary>Tells from recorded sessions how work is really done. Safe to call from many threads.</summary>
public interface IProcessMiner
{
    /// <summary>Counts what follows what, the ways through, what is done again, waits and handovers.</summary>
    /// <exception cref="WorkflowException">The sessions are unusable.</exception>
    ValueTask<ProcessMap> MapAsync(IReadOnlyList<WorkflowSession> sessions, CancellationToken cancellationToken = default);

    /// <summary>Discovers a sound model.</summary>
    /// <exception cref="ArgumentException">The request is out of range.</exception>
    /// <exception cref="WorkflowException">The sessions are unusable.</exception>
    ValueTask<ProcessModel> DiscoverAsync(IReadOnlyList<WorkflowSession> sessions, ProcessDiscoveryRequest? request = null, CancellationToken cancellationToken = default);

    /// <summary>Compares sessions with a model, discovered, drawn or imported.</summary>
    /// <exception cref="ArgumentException">The request is out of range, or the net is no net: it names an unknown place, or an id twice.</exception>
    /// <exception cref="WorkflowException">The sessions are unusable.</exception>
    ValueTask<ProcessConformance> CheckAsync(PetriNet net, IReadOnlyList<WorkflowSession> sessions, ProcessConformanceRequest? request = null, CancellationToken cancellationToken = default);
}
