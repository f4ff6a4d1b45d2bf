namespace AiScholar.Rl.Core;

/// <summary>What online cover knows of one action: the Gram matrix of the contexts it was offered in, and each member's weights.</summary>
internal sealed class CoverAction
{
    private double[] _px = [];

    public CoverAction(double ridge, int members) => (P, Weights) = (new InverseGram(ridge), [.. Enumerable.Repeat(Array.Empty<double>(), members)]);

    public InverseGram P { get; }

    /// <summary>One a member, padded.</summary>
    public double[][] Weights { get; }

    /// <summary>The recursive least-squares step of each member; the members' errors stand <paramref name="stride"/> apart.</summary>
    public void Learn(BanditVector x, double weight, ReadOnlySpan<double> errors, int stride)
    {
        Grow(x.Dimension);
        P.Multiply(x, _px);
        double gain = weight / (1 + (weight * Math.Max(0, x.Dot(_px, P.Dimension))));
        int width = SymmetricKernels.Pad(P.Dimension);
        for (int member = 0; member < Weights.Length; member++)
            SymmetricKernels.AddScaled(Weights[member], _px, errors[member * stride] * gain, width);
        P.Update(_px, gain);
    }

    public void Grow(int dimension)
    {
        P.Grow(dimension);
        int padded = SymmetricKernels.Pad(P.Dimension);
        if (_px.Length >= padded)
            return;
        _px = new double[padded];
        for (int member = 0; member < Weights.Length; member++)
            Array.Resize(ref Weights[member], padded);
    }
}
