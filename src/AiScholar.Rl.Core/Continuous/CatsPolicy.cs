namespace AiScholar.Rl.Core;

/// <summary>CATS: a tree of classifiers chooses a bin of the range, and the action is drawn evenly from a band around it; a share of actions is drawn from the whole range.</summary>
/// <remarks>
/// <para>Source: Majzoubi, Zhang, Chari, Krishnamurthy, Langford, Slivkins, "Efficient contextual bandits with continuous actions", NeurIPS 2020, Algorithms 1 (CATS) and 2
/// (training the tree). With h the bandwidth and p the density of the action a that earned r, bin i with center c_i is credited with</para>
/// <para>(r - b) 1{|a - c_i| &lt;= h} / (p v_i), v_i the length of [c_i - h, c_i + h] within the range:</para>
/// <para>an unbiased estimate of what drawing around c_i earns more than b, the mean of the rewards so far. (The paper has b = 0; a constant that does not depend on a changes no
/// expectation, only the variance.) Only the nodes above bins within h of a are taught: depth + bins in the band.</para>
/// </remarks>
internal sealed class CatsPolicy : IContinuousPolicy, IDisposable
{
    public const string Kind = "cats";
    private const int Version = 1;
    private const double LeastRelativeDensity = 1e-3;

    [ThreadStatic]
    private static BanditVector? _vector;

    private readonly CatsOptions _options;
    private readonly GuardedState<CatsTree> _guarded;

    public CatsPolicy(CatsOptions options)
    {
        _options = options;
        _guarded = new GuardedState<CatsTree>(Kind, Version, new CatsTree(options.Depth));
    }

    public double Minimum => _options.Minimum;

    public double Maximum => _options.Maximum;

    /// <summary>How many rewards it has learnt from.</summary>
    public long Count => _guarded.Value.Count;

    public ContinuousDensity GetDensity(in FeatureVector context)
    {
        BanditVector x = Load(context);
        int bin, bins;
        double epsilon;
        _guarded.Gate.EnterReadLock();
        try
        {
            (bin, bins) = (_guarded.Value.Predict(x), _guarded.Value.Bins);
            epsilon = ActionDistribution.Decay(_options.InitialEpsilon, _options.FinalEpsilon, _options.EpsilonHalfLife, _guarded.Value.Count);
        }
        finally
        {
            _guarded.Gate.ExitReadLock();
        }

        double range = Maximum - Minimum;
        return new ContinuousDensity(Minimum, Maximum, Minimum + (range * (bin + 0.5) / bins), _options.Bandwidth * range, epsilon);
    }

    public void Learn(in FeatureVector context, double action, double density, double reward)
    {
        if (!(action >= Minimum && action <= Maximum))
            throw new ArgumentOutOfRangeException(nameof(action), action, $"An action is from {Minimum} to {Maximum}.");
        if (!(density > 0 && double.IsFinite(density)))
            throw new ArgumentOutOfRangeException(nameof(density), density, "A density is finite and above 0.");
        if (!double.IsFinite(reward))
            throw new ArgumentOutOfRangeException(nameof(reward), reward, "A reward must be finite.");
        BanditVector x = Load(context);
        double range = Maximum - Minimum;
        double place = (action - Minimum) / range;
        double relativeDensity = Math.Max(density * range, LeastRelativeDensity);
        _guarded.Gate.EnterWriteLock();
        try
        {
            CatsTree tree = _guarded.Value;
            int first = Math.Clamp((int)Math.Ceiling(((place - _options.Bandwidth) * tree.Bins) - 0.5), 0, tree.Bins - 1);
            int last = Math.Clamp((int)Math.Floor(((place + _options.Bandwidth) * tree.Bins) - 0.5), 0, tree.Bins - 1);
            double advantage = reward - tree.Baseline;
            if (first <= last && tree.Count > 0)
                tree.Learn(x, first, last, advantage / relativeDensity, _options.Bandwidth, _options.LearningRate);
            tree.Count++;
            double baseline = tree.Baseline + (advantage / tree.Count);
            if (double.IsFinite(baseline))
                tree.Baseline = baseline;
        }
        finally
        {
            _guarded.Gate.ExitWriteLock();
        }
    }

    public ValueTask SaveAsync(Stream destination, CancellationToken cancellationToken = default) =>
        _guarded.SaveAsync(destination, Write, cancellationToken);

    public ValueTask LoadAsync(Stream source, CancellationToken cancellationToken = default) =>
        _guarded.LoadAsync(source, Read, cancellationToken);

    public void Dispose() => _guarded.Dispose();

    private void Write(BinaryWriter writer, CatsTree tree)
    {
        writer.Write(Minimum);
        writer.Write(Maximum);
        writer.Write(tree.Depth);
        writer.Write(tree.Count);
        writer.Write(tree.Baseline);
        for (int node = 1; node < tree.Bins; node++)
        {
            writer.Write(tree.Weights(node).Length);
            foreach (double value in tree.Weights(node))
                writer.Write(value);
            foreach (double value in tree.Gradients(node))
                writer.Write(value);
        }
    }

    private CatsTree Read(BinaryReader reader)
    {
        double minimum = reader.ReadDouble(), maximum = reader.ReadDouble();
        if (minimum != Minimum || maximum != Maximum)
            throw new StateException(AdvancedRlErrorCode.StateMismatch, $"The saved policy chooses from {minimum} to {maximum}, this one from {Minimum} to {Maximum}.");
        int depth = reader.ReadInt32();
        if (depth is < 1 or > 12)
            throw new StateException($"The saved tree has depth {depth}.");
        var tree = new CatsTree(depth) { Count = PolicyPayload.Count(reader.ReadInt64(), long.MaxValue, "rewards"), Baseline = PolicyPayload.Finite(reader.ReadDouble()) };
        for (int node = 1; node < tree.Bins; node++)
        {
            int width = PolicyPayload.Count(reader.ReadInt32(), _options.MaxFeatures + 1, "features (CatsOptions.MaxFeatures)");
            tree.Restore(node, PolicyPayload.Doubles(reader, width), PolicyPayload.Doubles(reader, width));
        }

        return tree;
    }

    private BanditVector Load(in FeatureVector context)
    {
        BanditVector x = _vector ??= new BanditVector();
        x.Load(context, _options.MaxFeatures, _options);
        return x;
    }
}
