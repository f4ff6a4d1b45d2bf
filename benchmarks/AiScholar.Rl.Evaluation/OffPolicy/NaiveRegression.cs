namespace AiScholar.Rl.Evaluation.OffPolicy;

/// <summary>Ridge regression on (1, indicators of the context) by Gaussian elimination, one action at a time; an action without rows takes all rows.</summary>
internal static class NaiveRegression
{
    public static double Predict(IReadOnlyList<(int Context, int Action, double Target, double Weight)> rows, int context, int action, double ridge, double low, double high)
    {
        (int Context, int Action, double Target, double Weight)[] used = [.. rows.Where(row => row.Weight > 0)];
        double scale = used.Length > 0 ? used.Length / used.Sum(row => row.Weight) : 1;
        int[] known = [.. used.Select(row => row.Context).Distinct()];
        (int Context, int Action, double Target, double Weight)[] own = [.. used.Where(row => row.Action == action)];
        double[] coefficients = Solve(own.Length > 0 ? own : used, known, ridge, scale);
        double predicted = coefficients[0];
        for (int i = 0; i < known.Length; i++)
            predicted += known[i] == context ? coefficients[i + 1] : 0;
        return Math.Min(high, Math.Max(low, predicted));
    }

    private static double[] Solve((int Context, int Action, double Target, double Weight)[] rows, int[] known, double ridge, double scale)
    {
        int size = known.Length + 1;
        double[,] matrix = new double[size, size + 1];
        for (int i = 0; i < size; i++)
            matrix[i, i] = ridge;
        foreach ((int context, _, double target, double weight) in rows)
        {
            double[] x = [1, .. known.Select(other => other == context ? 1.0 : 0)];
            for (int i = 0; i < size; i++)
            {
                for (int j = 0; j < size; j++)
                    matrix[i, j] += scale * weight * x[i] * x[j];
                matrix[i, size] += scale * weight * x[i] * target;
            }
        }

        for (int pivot = 0; pivot < size; pivot++)
        {
            for (int row = 0; row < size; row++)
            {
                if (row == pivot)
                    continue;
                double factor = matrix[row, pivot] / matrix[pivot, pivot];
                for (int column = pivot; column <= size; column++)
                    matrix[row, column] -= factor * matrix[pivot, column];
            }
        }

        return [.. Enumerable.Range(0, size).Select(i => matrix[i, size] / matrix[i, i])];
    }
}
