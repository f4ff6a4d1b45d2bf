namespace AiScholar.Rl.Core;

/// <summary>Buffers of one thread, and what the members said of its last decision, so that an immediate reward need not ask them again.</summary>
internal sealed class PortfolioScratch
{
    [ThreadStatic]
    private static PortfolioScratch? _ofThread;

    private double[] _probabilities = [];
    private object? _owner;
    private long _version;
    private FeatureVector _context;
    private ReadOnlyMemory<PolicyAction> _actions;
    private string? _userKey;

    /// <summary>A weight for each member; 0 for one that failed.</summary>
    public double[] Weights { get; private set; } = [];

    /// <summary>Takes the thread's buffers away, so that a portfolio within a portfolio does not write into them.</summary>
    public static PortfolioScratch Take()
    {
        PortfolioScratch scratch = _ofThread ?? new PortfolioScratch();
        _ofThread = null;
        return scratch;
    }

    public static void Return(PortfolioScratch scratch) => _ofThread = scratch;

    /// <summary>The probabilities of each member, one after another.</summary>
    public Span<double> Rent(int members, int actions)
    {
        _owner = null;
        if (_probabilities.Length < members * actions)
            _probabilities = new double[members * actions];
        if (Weights.Length < members)
            Weights = new double[members];
        return _probabilities.AsSpan(0, members * actions);
    }

    public void Remember(object owner, long version, in PolicyInput input) =>
        (_owner, _version, _context, _actions, _userKey) = (owner, version, input.Context, input.Actions, input.UserKey);

    /// <summary>Whether the buffers still hold what the members would say now.</summary>
    public bool Holds(object owner, long version, in PolicyInput input) =>
        ReferenceEquals(_owner, owner) && _version == version && _context == input.Context && _actions.Equals(input.Actions) && _userKey == input.UserKey;

    public Span<double> Probabilities(int members, int actions) => _probabilities.AsSpan(0, members * actions);
}
