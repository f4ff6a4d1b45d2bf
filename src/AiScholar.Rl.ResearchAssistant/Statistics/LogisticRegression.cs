using System.Numerics.Tensors;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Factorization;

namespace AiScholar.Rl.ResearchAssistant;

/// <summary>
/// Logistic regression with Firth's penalty: the log-likelihood plus half the logarithm of the information's determinant. Estimates are finite
/// where outcomes are separated, and less biased in small samples.
/// </summary>
/// <remarks>
/// Firth, "Bias reduction of maximum likelihood estimates", Biometrika 80 (1993), equation 2 with the score of section 3.3; Heinze and Schemper,
/// "A solution to the problem of separation in logistic regression", Statistics in Medicine 21 (2002). Newton steps with halving.
/// </remarks>
internal static class LogisticRegression
{
    private const int MaximumSteps = 60;
    private const int MaximumHalvings = 20;
    private const double Tolerance = 1e-8;
    private const double LargestStep = 4;

    /// <summary>Fits; columns that others make up are left out and have NaN as their estimate.</summary>
    /// <param name="design">The columns, the constant among them.</param>
    /// <param name="outcomes">0 or 1 a row.</param>
    /// <param name="heldAtZero">A column whose estimate is held at 0, for likelihood ratios; it stays in the penalty.</param>
    public static LogisticFit Fit(DesignMatrix design, ReadOnlySpan<double> outcomes, int? heldAtZero = null)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(outcomes.Length, design.Rows);
        bool[] kept = design.Independent();
        int[] columns = [.. Enumerable.Range(0, design.Columns).Where(column => kept[column])];
        (double[][] x, double[] centers, double[] scales) = Standardize(design, columns);
        var state = new Step(x, outcomes.ToArray(), heldAtZero is { } held ? Array.IndexOf(columns, held) : -1);
        var beta = new double[columns.Length];
        double value = state.Evaluate(beta);
        for (int step = 0; step < MaximumSteps; step++)
        {
            double[] direction = state.Direction();
            double longest = TensorPrimitives.MaxMagnitude<double>(direction);
            double length = Math.Abs(longest) > LargestStep ? LargestStep / Math.Abs(longest) : 1;
            double[] next = Add(beta, direction, length);
            double reached = state.Evaluate(next);
            for (int halving = 0; !(reached >= value - 1e-12) && halving < MaximumHalvings; halving++)
            {
                length /= 2;
                next = Add(beta, direction, length);
                reached = state.Evaluate(next);
            }

            if (!(reached >= value - 1e-12))
            {
                state.Evaluate(beta);
                break;
            }

            double moved = Math.Abs(longest) * length;
            (beta, value) = (next, reached);
            if (moved < Tolerance)
                break;
        }

        return Unscale(design.Columns, columns, beta, state.Covariance(), centers, scales, value);
    }

    private static (double[][] Columns, double[] Centers, double[] Scales) Standardize(DesignMatrix design, int[] columns)
    {
        var x = new double[columns.Length][];
        var (centers, scales) = (new double[columns.Length], new double[columns.Length]);
        for (int i = 0; i < columns.Length; i++)
        {
            double[] column = design[columns[i]];
            double mean = columns[i] == 0 ? 0 : TensorPrimitives.Sum<double>(column) / column.Length;
            double deviation = columns[i] == 0 ? 1 : Math.Sqrt(column.Average(value => (value - mean) * (value - mean)));
            (centers[i], scales[i]) = (mean, deviation);
            x[i] = [.. column.Select(value => (value - mean) / deviation)];
        }

        return (x, centers, scales);
    }

    private static double[] Add(double[] beta, double[] direction, double length)
    {
        var sum = new double[beta.Length];
        TensorPrimitives.MultiplyAdd<double>(direction, length, beta, sum);
        return sum;
    }

    /// <summary>Takes estimates and covariance back to the columns as given: beta = T gamma, where T divides by the scales and moves the centers into the constant.</summary>
    private static LogisticFit Unscale(int width, int[] columns, double[] gamma, Matrix<double> covariance, double[] centers, double[] scales, double value)
    {
        Matrix<double> back = Matrix<double>.Build.Dense(columns.Length, columns.Length);
        for (int i = 0; i < columns.Length; i++)
        {
            back[i, i] = 1 / scales[i];
            if (i > 0)
                back[0, i] = -centers[i] / scales[i];
        }

        Vector<double> beta = back * Vector<double>.Build.Dense(gamma);
        Matrix<double> spread = back * covariance * back.Transpose();
        var estimates = new double[width];
        Array.Fill(estimates, double.NaN);
        Matrix<double> whole = Matrix<double>.Build.Dense(width, width);
        for (int i = 0; i < columns.Length; i++)
        {
            estimates[columns[i]] = beta[i];
            for (int j = 0; j < columns.Length; j++)
                whole[columns[i], columns[j]] = spread[i, j];
        }

        return new LogisticFit(estimates, whole, value);
    }

    /// <summary>The penalised likelihood at one point, its score and its information.</summary>
    private sealed class Step(double[][] x, double[] y, int held)
    {
        private readonly double[] _means = new double[y.Length];
        private readonly double[] _work = new double[y.Length];
        private Matrix<double> _inverse = Matrix<double>.Build.Dense(x.Length, x.Length);
        private Matrix<double> _information = Matrix<double>.Build.Dense(x.Length, x.Length);
        private double[] _score = [];

        public double Evaluate(double[] beta)
        {
            double[] margins = new double[y.Length];
            for (int j = 0; j < x.Length; j++)
                TensorPrimitives.MultiplyAdd<double>(x[j], beta[j], margins, margins);
            double likelihood = 0;
            for (int i = 0; i < y.Length; i++)
            {
                double margin = margins[i];
                likelihood += (y[i] * margin) - (margin > 0 ? margin + Math.Log(1 + Math.Exp(-margin)) : Math.Log(1 + Math.Exp(margin)));
                _means[i] = 1 / (1 + Math.Exp(-margin));
            }

            var weighted = new double[x.Length][];
            for (int j = 0; j < x.Length; j++)
            {
                weighted[j] = new double[y.Length];
                for (int i = 0; i < y.Length; i++)
                    weighted[j][i] = x[j][i] * Math.Max(_means[i] * (1 - _means[i]), 1e-12);
            }

            Matrix<double> information = Matrix<double>.Build.Dense(x.Length, x.Length);
            for (int j = 0; j < x.Length; j++)
            {
                for (int k = j; k < x.Length; k++)
                    information[j, k] = information[k, j] = TensorPrimitives.Dot<double>(weighted[j], x[k]);
            }

            if (TryFactor(information) is not { } factor)
                return double.NegativeInfinity;
            _information = information;
            _inverse = factor.Solve(Matrix<double>.Build.DenseIdentity(x.Length));
            _score = Score(weighted);
            return likelihood + (0.5 * factor.DeterminantLn);
        }

        public double[] Direction()
        {
            if (held < 0)
                return [.. _inverse * Vector<double>.Build.Dense(_score)];
            Matrix<double> free = _information.Clone();
            free.ClearRow(held);
            free.ClearColumn(held);
            free[held, held] = 1;
            Vector<double> score = Vector<double>.Build.Dense(_score);
            score[held] = 0;
            return [.. free.Cholesky().Solve(score)];
        }

        public Matrix<double> Covariance() => _inverse;

        /// <summary>Null where the step went so far that the information is singular in double precision.</summary>
        private static Cholesky<double>? TryFactor(Matrix<double> information)
        {
            try
            {
                return information.Cholesky();
            }
            catch (ArgumentException)
            {
                return null;
            }
        }

        private double[] Score(double[][] weighted)
        {
            // Leverages: h_i = w_i x_i' (X'WX)^-1 x_i.
            Span<double> leverages = _work;
            leverages.Clear();
            double[] mixed = new double[y.Length];
            for (int j = 0; j < x.Length; j++)
            {
                Array.Clear(mixed);
                for (int k = 0; k < x.Length; k++)
                    TensorPrimitives.MultiplyAdd<double>(x[k], _inverse[j, k], mixed, mixed);
                TensorPrimitives.MultiplyAdd<double>(weighted[j], mixed, leverages, leverages);
            }

            double[] residuals = new double[y.Length];
            for (int i = 0; i < residuals.Length; i++)
                residuals[i] = y[i] - _means[i] + (leverages[i] * (0.5 - _means[i]));
            return [.. x.Select(column => TensorPrimitives.Dot<double>(column, residuals))];
        }
    }
}
