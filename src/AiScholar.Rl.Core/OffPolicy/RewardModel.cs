using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Double;

namespace AiScholar.Rl.Core;

/// <summary>
/// The direct method's reward model: for each action a ridge regression of the reward on (1, context), solved by Cholesky; an action that was
/// never chosen gets the regression over all actions.
/// </summary>
internal sealed class RewardModel(double ridge)
{
    private readonly FeatureEncoder _encoder = new();
    private readonly Dictionary<string, List<(FeatureSet Context, double Reward)>> _rows = new(StringComparer.Ordinal);
    private readonly Dictionary<string, double[]> _coefficients = new(StringComparer.Ordinal);
    private double[] _pooled = [];
    private int _width;

    public void Observe(FeatureSet context, string actionId, double reward)
    {
        _encoder.EncodeNext(context);
        if (!_rows.TryGetValue(actionId, out List<(FeatureSet, double)>? rows))
            _rows.Add(actionId, rows = []);
        rows.Add((context, reward));
    }

    public void Fit()
    {
        _width = _encoder.Dimension + 1;
        var pooled = new Regression(_width, ridge);
        foreach ((string actionId, List<(FeatureSet Context, double Reward)> rows) in _rows)
        {
            var regression = new Regression(_width, ridge);
            foreach ((FeatureSet context, double reward) in rows)
            {
                double[] x = Encode(context);
                regression.Add(x, reward);
                pooled.Add(x, reward);
            }

            _coefficients[actionId] = regression.Solve();
        }

        _pooled = pooled.Solve();
    }

    public double[] Encode(FeatureSet context)
    {
        double[] x = new double[_width];
        x[0] = 1;
        FeatureVector vector = _encoder.Encode(context);
        ReadOnlySpan<float> values = vector.Values.Span;
        ReadOnlySpan<int> indices = vector.Indices.Span;
        for (int i = 0; i < values.Length; i++)
            x[1 + (vector.IsDense ? i : indices[i])] = values[i];
        return x;
    }

    public double Predict(double[] x, string actionId)
    {
        double[] coefficients = _coefficients.GetValueOrDefault(actionId, _pooled);
        return System.Numerics.Tensors.TensorPrimitives.Dot<double>(x, coefficients);
    }

    private sealed class Regression(int width, double ridge)
    {
        private readonly double[] _gram = new double[width * width];
        private readonly double[] _moment = new double[width];

        public void Add(double[] x, double reward)
        {
            for (int row = 0; row < width; row++)
            {
                if (x[row] == 0)
                    continue;
                Span<double> target = _gram.AsSpan(row * width, width);
                System.Numerics.Tensors.TensorPrimitives.MultiplyAdd(x, x[row], target, target);
                _moment[row] += x[row] * reward;
            }
        }

        public double[] Solve()
        {
            for (int i = 0; i < width; i++)
                _gram[(i * width) + i] += ridge;
            return new DenseMatrix(width, width, _gram).Cholesky().Solve(Vector<double>.Build.DenseOfArray(_moment)).ToArray();
        }
    }
}
