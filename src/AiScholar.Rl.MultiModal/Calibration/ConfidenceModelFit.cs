namespace AiScholar.Rl.MultiModal;

/// <summary>
/// Fits a model of confidence to judged elements: the most likely weights under a normal prior about those assumed (Newton's method), none negative. Few samples leave the model near the prior.
/// </summary>
/// <remarks>
/// Maximum a posteriori logistic regression: C. Bishop, "Pattern Recognition and Machine Learning", 2006, eqs. 4.142 and 4.143. Elements of one document share what is wrong with it, so that a
/// document weighs no more than some of its elements do.
/// </remarks>
internal static class ConfidenceModelFit
{
    private const double WeightPrecision = 1;
    private const double BiasPrecision = 2;
    private const double MostOfDocument = 5;
    private const int Steps = 60;

    /// <summary>The bias and the weights in the order of <paramref name="names"/>, to four places.</summary>
    /// <param name="names">The evidence to weigh.</param>
    /// <param name="priorBias">The bias assumed.</param>
    /// <param name="priorWeights">The weights assumed, one for each name.</param>
    /// <param name="samples">Judged elements with the document that each stands in.</param>
    public static (double Bias, double[] Weights) Fit(IReadOnlyList<string> names, double priorBias, IReadOnlyList<double> priorWeights, IReadOnlyList<(string Document, IReadOnlyDictionary<string, double> Evidence, bool IsRight)> samples)
    {
        int size = names.Count + 1;
        double[] prior = [.. priorWeights, priorBias];
        Dictionary<string, int> counts = samples.CountBy(sample => sample.Document, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        (double[] X, bool IsRight, double Share)[] rows = [.. samples.Select(sample => (
            (double[])[.. names.Select(name => sample.Evidence.GetValueOrDefault(name, 1)), 1], sample.IsRight, Math.Min(1, MostOfDocument / counts[sample.Document])))];
        double[] solution = [.. prior];
        for (int step = 0; step < Steps; step++)
        {
            var system = new double[size, size + 1];
            for (int i = 0; i < size; i++)
            {
                double precision = i == size - 1 ? BiasPrecision : WeightPrecision;
                system[i, i] = precision;
                system[i, size] = precision * (solution[i] - prior[i]);
            }

            foreach ((double[] x, bool isRight, double share) in rows)
            {
                double sum = x.Zip(solution, (value, weight) => value * weight).Sum(), probability = 1 / (1 + Math.Exp(-sum));
                for (int i = 0; i < size; i++)
                {
                    system[i, size] += share * (probability - (isRight ? 1 : 0)) * x[i];
                    for (int j = 0; j < size; j++)
                        system[i, j] += share * probability * (1 - probability) * x[i] * x[j];
                }
            }

            double[] change = Solve(system);
            for (int i = 0; i < size; i++)
                solution[i] = i == size - 1 ? solution[i] - change[i] : Math.Max(0, solution[i] - change[i]);
            if (change.Max(Math.Abs) < 1e-9)
                break;
        }

        return (Math.Round(solution[^1], 4), [.. solution.Take(names.Count).Select(weight => Math.Round(weight, 4))]);
    }

    /// <summary>Gauss-Jordan elimination; the matrix is positive definite, so that no pivot vanishes.</summary>
    private static double[] Solve(double[,] system)
    {
        int size = system.GetLength(0);
        for (int i = 0; i < size; i++)
        {
            for (int row = 0; row < size; row++)
            {
                if (row == i)
                    continue;
                double factor = system[row, i] / system[i, i];
                for (int column = i; column <= size; column++)
                    system[row, column] -= factor * system[i, column];
            }
        }

        return [.. Enumerable.Range(0, size).Select(i => system[i, size] / system[i, i])];
    }
}
