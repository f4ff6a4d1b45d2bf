using MathNet.Numerics.Distributions;
using MathNet.Numerics.LinearAlgebra;

namespace AiScholar.Rl.Testing;

/// <summary>Counts of choices by class against what the stated propensities expect.</summary>
/// <remarks>
/// With P_t the summed propensities of the classes at decision t, the counts less their expectations d have the covariance C = sum of
/// (diag(P_t) - P_t P_t'), by the central limit theorem for martingales also when P_t depends on the past. d'C⁺d is then chi-square distributed with rank(C)
/// degrees of freedom. Classes that expect, or whose complement expects, fewer than 5 choices are joined in one first.
/// </remarks>
internal sealed class ChoiceCounts(int classes)
{
    private const double LeastExpected = 5;

    private readonly double[] _surplus = new double[classes];
    private readonly double[] _expected = new double[classes];
    private readonly double[,] _covariance = new double[classes, classes];
    private readonly double[] _now = new double[classes];
    private readonly List<int> _touched = [];

    public void Add(int index, double propensity, bool isChosen)
    {
        if (_now[index] == 0 && propensity > 0)
            _touched.Add(index);
        _now[index] += propensity;
        _surplus[index] += (isChosen ? 1 : 0) - propensity;
        _expected[index] += propensity;
    }

    public void EndDecision()
    {
        foreach (int i in _touched)
        {
            _covariance[i, i] += _now[i];
            foreach (int j in _touched)
                _covariance[i, j] -= _now[i] * _now[j];
        }

        foreach (int i in _touched)
            _now[i] = 0;
        _touched.Clear();
    }

    /// <summary>The statistic, its degrees of freedom and the chance of a larger one; no degrees where nothing was left to chance.</summary>
    public (double Statistic, int Degrees, double PValue) Test()
    {
        int[] kept = [.. Enumerable.Range(0, classes).Where(i => Variance(i) >= LeastExpected)];
        int[] rest = [.. Enumerable.Range(0, classes).Except(kept)];
        int[][] groups = [.. kept.Select(i => new[] { i }), .. rest.Length > 0 ? new[] { rest } : []];
        Matrix<double> covariance = Matrix<double>.Build.Dense(groups.Length, groups.Length, (row, column) => groups[row].Sum(i => groups[column].Sum(j => _covariance[i, j])));
        Vector<double> surplus = Vector<double>.Build.Dense(groups.Length, row => groups[row].Sum(i => _surplus[i]));
        var eigen = covariance.Evd(Symmetricity.Symmetric);
        double largest = eigen.EigenValues.Real().Maximum();
        double statistic = 0;
        int degrees = 0;
        for (int i = 0; i < groups.Length && largest > 0; i++)
        {
            double value = eigen.EigenValues[i].Real;
            // A direction in which less than one choice is expected to vary is no ground for a test.
            if (value <= Math.Max(1, 1e-9 * largest))
                continue;
            double along = eigen.EigenVectors.Column(i).DotProduct(surplus);
            statistic += along * along / value;
            degrees++;
        }

        return (statistic, degrees, degrees == 0 ? 1 : 1 - ChiSquared.CDF(degrees, statistic));
    }

    private double Variance(int index) => Math.Min(_expected[index], _covariance[index, index]);
}
