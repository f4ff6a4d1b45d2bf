using System.Numerics.Tensors;

namespace AiScholar.Rl.Core;

/// <summary>
/// Mixes experts in the logarithmic domain: q(j) is proportional to the product over experts e of p_e(j)^w_e, with weights learnt online to raise log q of what happened:
/// dw_e = rate (log p_e(target) - sum_j q(j) log p_e(j)). Genest and Zidek 1986 (logarithmic pools); Mattern 2013 and Mahoney 2005 (learnt online, the weights chosen by a context). Since
/// the weights' sum is free, the mixture is calibrated as temperature scaling would.
/// </summary>
internal sealed class LogLinearMixer
{
    private const double LargestWeight = 3;

    private readonly double[] _weights;
    private readonly double[] _squares;
    private readonly int _experts;
    private readonly double _rate;

    /// <param name="experts">How many distributions are mixed.</param>
    /// <param name="sets">Row 0 serves always; one of the rows 1 to <paramref name="sets"/> is added to it.</param>
    /// <param name="rate">Step size of AdaGrad (Duchi, Hazan, Singer 2011).</param>
    public LogLinearMixer(int experts, int sets, double rate)
    {
        (_experts, _rate) = (experts, rate);
        (_weights, _squares) = (new double[experts * (sets + 1)], new double[experts * (sets + 1)]);
        _weights.AsSpan(0, experts).Fill(1.0 / experts);
        Array.Fill(_squares, 1);
    }

    /// <summary>Begins with these weights, one an expert.</summary>
    public void StartFrom(ReadOnlySpan<double> weights) => weights.CopyTo(_weights);

    public double Weight(int expert, int set) => _weights[expert] + _weights[((set + 1) * _experts) + expert];

    /// <summary>Fills in the mixture of experts whose logarithms stand one after the other in <paramref name="logarithms"/>.</summary>
    public void Mix(ReadOnlySpan<float> logarithms, int set, Span<double> mixture)
    {
        mixture.Clear();
        for (int expert = 0; expert < _experts; expert++)
        {
            double weight = Weight(expert, set);
            ReadOnlySpan<float> row = logarithms.Slice(expert * mixture.Length, mixture.Length);
            for (int action = 0; action < row.Length; action++)
                mixture[action] += weight * row[action];
        }

        Softmax(mixture);
    }

    public void Learn(ReadOnlySpan<float> logarithms, int set, int target, Span<double> mixture)
    {
        Mix(logarithms, set, mixture);
        for (int expert = 0; expert < _experts; expert++)
        {
            ReadOnlySpan<float> row = logarithms.Slice(expert * mixture.Length, mixture.Length);
            double expected = 0;
            for (int action = 0; action < row.Length; action++)
                expected += mixture[action] * row[action];
            Move(expert, row[target] - expected);
            Move(((set + 1) * _experts) + expert, row[target] - expected);
        }
    }

    public static void Softmax(Span<double> values)
    {
        TensorPrimitives.Subtract(values, TensorPrimitives.Max<double>(values), values);
        TensorPrimitives.Exp(values, values);
        TensorPrimitives.Divide(values, TensorPrimitives.Sum<double>(values), values);
    }

    public void Write(BinaryWriter writer)
    {
        foreach (double weight in _weights)
            writer.Write(weight);
        foreach (double square in _squares)
            writer.Write(square);
    }

    public void Read(BinaryReader reader)
    {
        foreach (ref double weight in _weights.AsSpan())
            weight = reader.ReadDouble() is >= -LargestWeight and <= LargestWeight and var value ? value : throw new StateException("A weight of the saved predictor is out of its range.");
        foreach (ref double square in _squares.AsSpan())
            square = reader.ReadDouble() is > 0 and < double.PositiveInfinity and var value ? value : throw new StateException("A weight of the saved predictor is out of its range.");
    }

    private void Move(int index, double gradient)
    {
        _squares[index] += gradient * gradient;
        _weights[index] = Math.Clamp(_weights[index] + (_rate * gradient / Math.Sqrt(_squares[index])), -LargestWeight, LargestWeight);
    }
}
