namespace AiScholar.Rl.ResearchAssistant;

/// <summary>The built-in process miner.</summary>
internal sealed class ProcessMinerService(TimeProvider clock) : IProcessMiner
{
    private static readonly SessionLimits Limits = new() { MaxSessions = 1_000_000, MaxActivities = 100_000 };

    /// <inheritdoc/>
    public async ValueTask<ProcessMap> MapAsync(IReadOnlyList<WorkflowSession> sessions, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(sessions);
        return await Task.Run(() => Map(sessions, cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask<ProcessModel> DiscoverAsync(IReadOnlyList<WorkflowSession> sessions, ProcessDiscoveryRequest? request = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(sessions);
        request ??= new ProcessDiscoveryRequest();
        ProcessRequests.Check(request);
        return await Task.Run(() => Discover(sessions, request, cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask<ProcessConformance> CheckAsync(
        PetriNet net, IReadOnlyList<WorkflowSession> sessions, ProcessConformanceRequest? request = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(net);
        ArgumentNullException.ThrowIfNull(sessions);
        request ??= new ProcessConformanceRequest();
        ProcessRequests.Check(request);
        return await Task.Run(() => Check(net, sessions, request, cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    private static ProcessMap Map(IReadOnlyList<WorkflowSession> sessions, CancellationToken cancellationToken)
    {
        SessionChecks.CheckAll(sessions, Limits);
        var statistics = ProcessStatistics.Exact();
        foreach (WorkflowSession session in sessions)
        {
            cancellationToken.ThrowIfCancellationRequested();
            statistics.Add(session);
        }

        return statistics.ToMap();
    }

    private ProcessModel Discover(IReadOnlyList<WorkflowSession> sessions, ProcessDiscoveryRequest request, CancellationToken cancellationToken)
    {
        ActivityLog log = ActivityLog.From(sessions, Limits);
        var issues = new List<ResultIssue>();
        TreeNode? tree = null;
        NetGraph net;
        if (request.Algorithm == ProcessDiscoveryAlgorithm.Heuristics)
        {
            net = HeuristicsMiner.Mine(log, request.DependencyThreshold);
            if (Soundness.Fault(net, cancellationToken) is { } fault)
            {
                issues.Add(Issue($"The heuristics net is not sound: {fault}. Its parallel splits were made choices."));
                net = HeuristicsMiner.Mine(log, request.DependencyThreshold, allowParallel: false);
            }
        }
        else
        {
            (net, tree) = request.Algorithm == ProcessDiscoveryAlgorithm.Balanced
                ? BalancedDiscovery.Discover(log, request.MaximumTransitionsPerActivity, request.Seed, cancellationToken)
                : Inductive(log, request.NoiseThreshold, cancellationToken);
        }

        return new ProcessModel
        {
            Net = PetriNets.From(net, log.Names),
            Tree = tree?.Format(log.Names),
            Algorithm = request.Algorithm,
            Conformance = new ConformanceChecks(clock).Check(log, [], net, log.Names, new ProcessConformanceRequest(), cancellationToken),
            Issues = issues,
        };
    }

    private static DiscoveredNet Inductive(ActivityLog log, double noise, CancellationToken cancellationToken)
    {
        TreeNode tree = TreeEdits.Normalize(new InductiveMiner(noise, cancellationToken).Mine(VariantLog.From(log.Traces)));
        return new DiscoveredNet(TreeNet.Build(tree), tree);
    }

    private ProcessConformance Check(PetriNet net, IReadOnlyList<WorkflowSession> sessions, ProcessConformanceRequest request, CancellationToken cancellationToken)
    {
        ActivityLog log = ActivityLog.From(sessions, Limits);
        NetGraph graph = PetriNets.ToGraph(net, log.Names, out IReadOnlyList<string> names);
        string[] ids = [.. sessions.Select(session => session.Id)];
        return new ConformanceChecks(clock).Check(log, ids, graph, names, request, cancellationToken);
    }

    private static ResultIssue Issue(string message) => new() { Code = AdvancedRlErrorCode.Unspecified, Severity = IssueSeverity.Information, Message = message, Source = "process-miner" };
}
