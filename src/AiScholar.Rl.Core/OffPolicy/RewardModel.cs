using System.Numerics.Tensors;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Double;

namespace AiScholar.Rl.Core;

/// <summary>
/// The direct method's reward model: for each action a ridge regression of the reward on (1, context), solved by Cholesky; an action that was
/// never chosen gets the regression of all actions on (1, context, features of the action).
/// </summary>
internal sealed class RewardModel(double ridge)
{
    private readonly FeatureEncoder _contexts = new();
    private readonly FeatureEncoder _actions = new();
    private readonly Dictionary<string, List<Observation>> _rows = new(StringComparer.Ordinal);
    private readonly Dictionary<string, double[]> _coefficients = new(StringComparer.Ordinal);
    private double[]? _pooled;
    private double _scale = 1;
    private int _width;
    private int _pooledWidth;

    public void Observe(FeatureSet context, DecisionAction action, double reward, double weight)
    {
        if (weight <= 0)
            return;
        _contexts.EncodeNext(context);
        if (action.Features.Count > 0)
            _actions.EncodeNext(action.Features);
        if (!_rows.TryGetValue(action.Id, out List<Observation>? rows))
            _rows.Add(action.Id, rows = []);
        rows.Add(new Observation(context, action.Features, reward, weight));
    }

    public void Fit()
    {
        _width = _contexts.Dimension + 1;
        _pooledWidth = _width + _actions.Dimension;
        // Weights count against the ridge by their ratio to one another, not by their unit.
        double total = _rows.Values.Sum(rows => rows.Sum(row => row.Weight)), count = _rows.Values.Sum(rows => rows.Count);
        _scale = total > 0 ? count / total : 1;
        foreach ((string actionId, List<Observation> rows) in _rows)
        {
            var regression = new Regression(_width, ridge);
            foreach (Observation row in rows)
                regression.Add(Encode(row.Context).Values, row.Reward, _scale * row.Weight);
            _coefficients[actionId] = regression.Solve();
        }
    }

    public Row Encode(FeatureSet context)
    {
        double[] x = new double[_width];
        x[0] = 1;
        Fill(x.AsSpan(1), _contexts.Encode(context));
        return new Row(x);
    }

    public double Predict(Row row, DecisionAction action) =>
        _coefficients.TryGetValue(action.Id, out double[]? coefficients)
            ? TensorPrimitives.Dot<double>(row.Values, coefficients)
            : TensorPrimitives.Dot<double>(Pool(row.Values, action.Features), _pooled ??= FitPooled());

    /// <summary>Fitted only when an action was never chosen.</summary>
    private double[] FitPooled()
    {
        var regression = new Regression(_pooledWidth, ridge);
        foreach (Observation row in _rows.Values.SelectMany(rows => rows))
            regression.Add(Pool(Encode(row.Context).Values, row.Action), row.Reward, _scale * row.Weight);
        return regression.Solve();
    }

    private double[] Pool(double[] x, FeatureSet action)
    {
        if (_pooledWidth == _width)
            return x;
        double[] pooled = new double[_pooledWidth];
        x.CopyTo(pooled, 0);
        if (action.Count > 0)
            Fill(pooled.AsSpan(_width), _actions.Encode(action));
        return pooled;
    }

    private static void Fill(Span<double> x, in FeatureVector vector)
    {
        ReadOnlySpan<float> values = vector.Values.Span;
        ReadOnlySpan<int> indices = vector.Indices.Span;
        for (int i = 0; i < values.Length; i++)
            x[vector.IsDense ? i : indices[i]] = values[i];
    }

    /// <summary>An encoded context.</summary>
    public readonly record struct Row(double[] Values);

    private readonly record struct Observation(FeatureSet Context, FeatureSet Action, double Reward, double Weight);

    private sealed class Regression(int width, double ridge)
    {
        private readonly double[] _gram = new double[width * width];
        private readonly double[] _moment = new double[width];

        public void Add(double[] x, double reward, double weight)
        {
            for (int row = 0; row < width; row++)
            {
                if (x[row] == 0)
                    continue;
                Span<double> target = _gram.AsSpan(row * width, width);
                TensorPrimitives.MultiplyAdd(x, weight * x[row], target, target);
                _moment[row] += weight * x[row] * reward;
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
