using System.Numerics.Tensors;

namespace AiScholar.Rl.Core;

/// <summary>Buffers of one thread, kept between calls so that a warm policy allocates nothing.</summary>
internal sealed class LinearScratch
{
    [ThreadStatic]
    private static LinearScratch? _ofThread;

    private double[] _buffer = [];
    private double[] _shared = [];
    private double[] _scores = [];
    private double[] _errors = [];
    private double[] _features = [];
    private double[] _terms = [];

    public static LinearScratch OfThread => _ofThread ??= new LinearScratch();

    public BanditVector Context { get; } = new();

    public BanditVector Shared { get; } = new();

    /// <summary>Three padded buffers: P x (as wide as the context), z and u (as wide as the shared part).</summary>
    public void Rent(int contextWidth, int sharedWidth, out Span<double> px, out Span<double> z, out Span<double> u)
    {
        int context = SymmetricKernels.Pad(contextWidth);
        int shared = SymmetricKernels.Pad(sharedWidth);
        int needed = context + (2 * shared);
        if (_buffer.Length < needed)
            _buffer = new double[needed];
        px = _buffer.AsSpan(0, context);
        z = _buffer.AsSpan(context, shared);
        u = _buffer.AsSpan(context + shared, shared);
    }

    /// <summary>An expectation and a variance for each action.</summary>
    public void RentScores(int actions, out Span<double> means, out Span<double> variances)
    {
        if (_scores.Length < 2 * actions)
            _scores = new double[2 * actions];
        means = _scores.AsSpan(0, actions);
        variances = _scores.AsSpan(actions, actions);
    }

    /// <summary>One more number for each action.</summary>
    public Span<double> RentErrors(int actions)
    {
        if (_errors.Length < actions)
            _errors = new double[actions];
        return _errors.AsSpan(0, actions);
    }

    /// <summary>The features of an action and the context's terms, with zeros in place of what is left out.</summary>
    public void Spread(in FeatureVector features, out ReadOnlySpan<double> ofAction, out ReadOnlySpan<double> ofContext)
    {
        if (_features.Length < features.Dimension)
            _features = new double[features.Dimension];
        Span<double> target = _features.AsSpan(0, features.Dimension);
        if (features.IsDense)
        {
            TensorPrimitives.ConvertTruncating(features.Values.Span, target);
        }
        else
        {
            target.Clear();
            ReadOnlySpan<float> values = features.Values.Span;
            ReadOnlySpan<int> indices = features.Indices.Span;
            for (int i = 0; i < values.Length; i++)
            {
                if ((uint)indices[i] >= (uint)target.Length)
                    throw new PersonalizationException(AdvancedRlErrorCode.FeatureInvalid, $"Index {indices[i]} does not fit an action's features of dimension {target.Length}.");
                target[indices[i]] = values[i];
            }
        }

        ofAction = target;
        ofContext = Context.IsSparse ? SpreadContext() : Context.Dense[..Context.Dimension];
    }

    /// <summary>One more padded buffer, apart from those of <see cref="Rent"/>.</summary>
    public Span<double> RentShared(int width)
    {
        int padded = SymmetricKernels.Pad(width);
        if (_shared.Length < padded)
            _shared = new double[padded];
        return _shared.AsSpan(0, padded);
    }

    private Span<double> SpreadContext()
    {
        if (_terms.Length < Context.Dimension)
            _terms = new double[Context.Dimension];
        Span<double> target = _terms.AsSpan(0, Context.Dimension);
        target.Clear();
        for (int i = 0; i < Context.Indices.Length; i++)
            target[Context.Indices[i]] = Context.Values[i];
        return target;
    }
}
