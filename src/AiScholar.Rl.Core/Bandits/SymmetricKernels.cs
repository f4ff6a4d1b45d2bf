using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AiScholar.Rl.Core;

/// <summary>Vectorised products with a row-major square matrix whose rows are padded with zeros to a multiple of <see cref="Padding"/>.</summary>
/// <remarks>Vectors are padded alike, so that no kernel has a tail loop. Callers guarantee the sizes.</remarks>
internal static class SymmetricKernels
{
    /// <summary>Rows and vectors are padded to a multiple of this: the widest vector register in doubles.</summary>
    public const int Padding = 8;

    /// <summary>The next multiple of <see cref="Padding"/>.</summary>
    public static int Pad(int length) => (length + Padding - 1) / Padding * Padding;

    /// <summary>x' M x over the first <paramref name="rows"/> rows and columns.</summary>
    public static double Quadratic(ReadOnlySpan<double> matrix, int stride, ReadOnlySpan<double> x, int rows)
    {
        CheckSizes(matrix, stride, x, rows);
        ref double m = ref MemoryMarshal.GetReference(matrix);
        ref double v = ref MemoryMarshal.GetReference(x);
        nuint width = (nuint)Pad(rows);
        Vector<double> total = Vector<double>.Zero;
        int row = 0;
        for (; row + 4 <= rows; row += 4)
        {
            ref double r0 = ref Unsafe.Add(ref m, row * stride);
            ref double r1 = ref Unsafe.Add(ref r0, stride);
            ref double r2 = ref Unsafe.Add(ref r1, stride);
            ref double r3 = ref Unsafe.Add(ref r2, stride);
            var x0 = new Vector<double>(x[row]);
            var x1 = new Vector<double>(x[row + 1]);
            var x2 = new Vector<double>(x[row + 2]);
            var x3 = new Vector<double>(x[row + 3]);
            for (nuint j = 0; j < width; j += (nuint)Vector<double>.Count)
            {
                Vector<double> sum = x0 * Vector.LoadUnsafe(ref r0, j);
                sum = Vector.FusedMultiplyAdd(x1, Vector.LoadUnsafe(ref r1, j), sum);
                sum = Vector.FusedMultiplyAdd(x2, Vector.LoadUnsafe(ref r2, j), sum);
                sum = Vector.FusedMultiplyAdd(x3, Vector.LoadUnsafe(ref r3, j), sum);
                total = Vector.FusedMultiplyAdd(sum, Vector.LoadUnsafe(ref v, j), total);
            }
        }

        double result = Vector.Sum(total);
        for (; row < rows; row++)
            result += x[row] * Dot(ref Unsafe.Add(ref m, row * stride), ref v, width);
        return result;
    }

    /// <summary>y = M x over the first <paramref name="rows"/> rows; the padding of y is zeroed.</summary>
    public static void Multiply(ReadOnlySpan<double> matrix, int stride, ReadOnlySpan<double> x, int rows, Span<double> y)
    {
        CheckSizes(matrix, stride, x, rows);
        ref double m = ref MemoryMarshal.GetReference(matrix);
        ref double v = ref MemoryMarshal.GetReference(x);
        int width = Pad(rows);
        for (int row = 0; row < rows; row++)
            y[row] = Dot(ref Unsafe.Add(ref m, row * stride), ref v, (nuint)width);
        y[rows..width].Clear();
    }

    /// <summary>M -= scale * y y' over the first <paramref name="rows"/> rows and columns.</summary>
    public static void SubtractOuter(Span<double> matrix, int stride, ReadOnlySpan<double> y, double scale, int rows)
    {
        CheckSizes(matrix, stride, y, rows);
        for (int row = 0; row < rows; row++)
        {
            if (y[row] != 0)
                AddScaled(matrix.Slice(row * stride, stride), y, -scale * y[row], Pad(rows));
        }
    }

    /// <summary>target += scale * x over the first <paramref name="width"/> (padded) entries.</summary>
    public static void AddScaled(Span<double> target, ReadOnlySpan<double> x, double scale, int width)
    {
        if (width % Padding != 0 || target.Length < width || x.Length < width)
            throw new ArgumentOutOfRangeException(nameof(width));
        ref double t = ref MemoryMarshal.GetReference(target);
        ref double v = ref MemoryMarshal.GetReference(x);
        var factor = new Vector<double>(scale);
        for (nuint j = 0; j < (nuint)width; j += (nuint)Vector<double>.Count)
            Vector.FusedMultiplyAdd(factor, Vector.LoadUnsafe(ref v, j), Vector.LoadUnsafe(ref t, j)).StoreUnsafe(ref t, j);
    }

    /// <summary>x'y over the first <paramref name="width"/> (padded) entries.</summary>
    public static double Dot(ReadOnlySpan<double> x, ReadOnlySpan<double> y, int width)
    {
        if (width % Padding != 0 || x.Length < width || y.Length < width)
            throw new ArgumentOutOfRangeException(nameof(width));
        return Dot(ref MemoryMarshal.GetReference(x), ref MemoryMarshal.GetReference(y), (nuint)width);
    }

    private static double Dot(ref double x, ref double y, nuint width)
    {
        Vector<double> sum = Vector<double>.Zero;
        for (nuint j = 0; j < width; j += (nuint)Vector<double>.Count)
            sum = Vector.FusedMultiplyAdd(Vector.LoadUnsafe(ref x, j), Vector.LoadUnsafe(ref y, j), sum);
        return Vector.Sum(sum);
    }

    private static void CheckSizes(ReadOnlySpan<double> matrix, int stride, ReadOnlySpan<double> x, int rows)
    {
        if (stride % Padding != 0 || rows > stride || matrix.Length < rows * stride || x.Length < Pad(rows))
            throw new ArgumentOutOfRangeException(nameof(rows));
    }
}
