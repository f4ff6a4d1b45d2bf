namespace AiScholar.Rl.Core;

/// <summary>Cholesky's factorisation of small symmetric positive definite matrices, row-major and in place.</summary>
internal static class SmallCholesky
{
    /// <summary>Replaces the lower triangle of <paramref name="a"/> by L with a = L L'; a pivot that rounding made too small is lifted.</summary>
    public static void Factor(Span<double> a, int size)
    {
        for (int j = 0; j < size; j++)
        {
            double diagonal = a[(j * size) + j];
            double floor = 1e-12 * Math.Max(1e-12, diagonal);
            for (int k = 0; k < j; k++)
                diagonal -= a[(j * size) + k] * a[(j * size) + k];
            double pivot = Math.Sqrt(Math.Max(diagonal, floor));
            a[(j * size) + j] = pivot;
            for (int i = j + 1; i < size; i++)
            {
                double sum = a[(i * size) + j];
                for (int k = 0; k < j; k++)
                    sum -= a[(i * size) + k] * a[(j * size) + k];
                a[(i * size) + j] = sum / pivot;
            }
        }
    }

    /// <summary>Solves L L' x = b in place.</summary>
    public static void Solve(ReadOnlySpan<double> factor, int size, Span<double> b)
    {
        for (int i = 0; i < size; i++)
        {
            double sum = b[i];
            for (int k = 0; k < i; k++)
                sum -= factor[(i * size) + k] * b[k];
            b[i] = sum / factor[(i * size) + i];
        }

        for (int i = size - 1; i >= 0; i--)
        {
            double sum = b[i];
            for (int k = i + 1; k < size; k++)
                sum -= factor[(k * size) + i] * b[k];
            b[i] = sum / factor[(i * size) + i];
        }
    }

    /// <summary>Writes (L L')^-1.</summary>
    public static void Invert(ReadOnlySpan<double> factor, int size, Span<double> inverse)
    {
        inverse[..(size * size)].Clear();
        for (int column = 0; column < size; column++)
        {
            Span<double> row = inverse.Slice(column * size, size);
            row[column] = 1;
            Solve(factor, size, row);
        }
    }
}
