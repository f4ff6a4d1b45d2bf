namespace AiScholar.Rl.Core;

/// <summary>Buffers of one thread, kept between calls so that a warm policy allocates nothing.</summary>
internal sealed class LinearScratch
{
    [ThreadStatic]
    private static LinearScratch? _ofThread;

    private double[] _buffer = [];
    private double[] _shared = [];
    private double[] _scores = [];
    private ArmModel?[] _arms = [];

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

    /// <summary>Room for the model of each action.</summary>
    public Span<ArmModel?> RentArms(int actions)
    {
        if (_arms.Length < actions)
            _arms = new ArmModel?[actions];
        return _arms.AsSpan(0, actions);
    }

    /// <summary>One more padded buffer, apart from those of <see cref="Rent"/>.</summary>
    public Span<double> RentShared(int width)
    {
        int padded = SymmetricKernels.Pad(width);
        if (_shared.Length < padded)
            _shared = new double[padded];
        return _shared.AsSpan(0, padded);
    }
}
