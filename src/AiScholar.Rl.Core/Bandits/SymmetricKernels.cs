using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AiScholar.Rl.Core;

/// <summary>
/// Vectorised products with a symmetric row-major matrix whose rows are padded with zeros to a multiple of <see cref="Padding"/>. Only the upper
/// triangle is read, and the whole of the diagonal blocks of that width.
/// </summary>
/// <remarks>The matrix has padding rows of zeros too, and vectors are padded alike, so that no kernel has a tail loop. Callers guarantee the sizes.</remarks>
internal static class SymmetricKernels
{
    /// <summary>Rows and vectors are padded to a multiple of this: a whole number of vector registers, and of the rows taken at once.</summary>
    public static readonly int Padding = Math.Max(RowsAtOnce, Vector<double>.Count);

    private const int RowsAtOnce = 4;

    /// <summary>The next multiple of <see cref="Padding"/>.</summary>
    public static int Pad(int length) => (length + Padding - 1) & -Padding;

    /// <summary>x' M x over the first <paramref name="rows"/> rows and columns, from the upper triangle alone.</summary>
    public static double Quadratic(ReadOnlySpan<double> matrix, int stride, ReadOnlySpan<double> x, int rows)
    {
        CheckSizes(matrix, stride, x, rows);
        ref double m = ref MemoryMarshal.GetReference(matrix);
        ref double v = ref MemoryMarshal.GetReference(x);
        int width = Pad(rows);
        Vector<double> diagonal = Vector<double>.Zero;
        Vector<double> even = Vector<double>.Zero;
        Vector<double> odd = Vector<double>.Zero;
        for (int block = 0; block < width; block += Padding)
        {
            nuint end = (nuint)(block + Padding);
            for (int row = block; row < block + Padding; row += RowsAtOnce)
            {
                ref double r0 = ref Unsafe.Add(ref m, row * stride);
                ref double r1 = ref Unsafe.Add(ref r0, stride);
                ref double r2 = ref Unsafe.Add(ref r1, stride);
                ref double r3 = ref Unsafe.Add(ref r2, stride);
                var x0 = new Vector<double>(Unsafe.Add(ref v, row));
                var x1 = new Vector<double>(Unsafe.Add(ref v, row + 1));
                var x2 = new Vector<double>(Unsafe.Add(ref v, row + 2));
                var x3 = new Vector<double>(Unsafe.Add(ref v, row + 3));
                nuint j = (nuint)block;
                for (; j < end; j += (nuint)Vector<double>.Count)
                    diagonal = Vector.FusedMultiplyAdd(Combine(ref r0, ref r1, ref r2, ref r3, x0, x1, x2, x3, j), Vector.LoadUnsafe(ref v, j), diagonal);
                for (; j + (nuint)Vector<double>.Count < (nuint)width; j += 2 * (nuint)Vector<double>.Count)
                {
                    even = Vector.FusedMultiplyAdd(Combine(ref r0, ref r1, ref r2, ref r3, x0, x1, x2, x3, j), Vector.LoadUnsafe(ref v, j), even);
                    nuint next = j + (nuint)Vector<double>.Count;
                    odd = Vector.FusedMultiplyAdd(Combine(ref r0, ref r1, ref r2, ref r3, x0, x1, x2, x3, next), Vector.LoadUnsafe(ref v, next), odd);
                }

                for (; j < (nuint)width; j += (nuint)Vector<double>.Count)
                    even = Vector.FusedMultiplyAdd(Combine(ref r0, ref r1, ref r2, ref r3, x0, x1, x2, x3, j), Vector.LoadUnsafe(ref v, j), even);
            }
        }

        return Vector.Sum(diagonal) + (2 * Vector.Sum(even + odd));
    }

    /// <summary>y = M x over the first <paramref name="rows"/> rows, from the upper triangle alone; the padding of y is zeroed.</summary>
    public static void Multiply(ReadOnlySpan<double> matrix, int stride, ReadOnlySpan<double> x, int rows, Span<double> y)
    {
        CheckSizes(matrix, stride, x, rows);
        int width = Pad(rows);
        ref double m = ref MemoryMarshal.GetReference(matrix);
        ref double v = ref MemoryMarshal.GetReference(x);
        y[..width].Clear();
        ref double target = ref MemoryMarshal.GetReference(y);
        for (int row = 0; row < width; row += RowsAtOnce)
        {
            ref double r0 = ref Unsafe.Add(ref m, row * stride);
            ref double r1 = ref Unsafe.Add(ref r0, stride);
            ref double r2 = ref Unsafe.Add(ref r1, stride);
            ref double r3 = ref Unsafe.Add(ref r2, stride);
            var x0 = new Vector<double>(Unsafe.Add(ref v, row));
            var x1 = new Vector<double>(Unsafe.Add(ref v, row + 1));
            var x2 = new Vector<double>(Unsafe.Add(ref v, row + 2));
            var x3 = new Vector<double>(Unsafe.Add(ref v, row + 3));
            nuint j = (nuint)(row & -Padding);
            for (nuint end = j + (nuint)Padding; j < end; j += (nuint)Vector<double>.Count)
                (Vector.LoadUnsafe(ref target, j) + Combine(ref r0, ref r1, ref r2, ref r3, x0, x1, x2, x3, j)).StoreUnsafe(ref target, j);
            Vector<double> s0 = Vector<double>.Zero, s1 = s0, s2 = s0, s3 = s0;
            for (; j < (nuint)width; j += (nuint)Vector<double>.Count)
            {
                Vector<double> p0 = Vector.LoadUnsafe(ref r0, j), p1 = Vector.LoadUnsafe(ref r1, j), p2 = Vector.LoadUnsafe(ref r2, j), p3 = Vector.LoadUnsafe(ref r3, j);
                Vector<double> own = Vector.LoadUnsafe(ref v, j);
                s0 = Vector.FusedMultiplyAdd(p0, own, s0);
                s1 = Vector.FusedMultiplyAdd(p1, own, s1);
                s2 = Vector.FusedMultiplyAdd(p2, own, s2);
                s3 = Vector.FusedMultiplyAdd(p3, own, s3);
                Vector<double> sum = Vector.FusedMultiplyAdd(x0, p0, Vector.LoadUnsafe(ref target, j));
                sum = Vector.FusedMultiplyAdd(x1, p1, sum);
                sum = Vector.FusedMultiplyAdd(x2, p2, sum);
                Vector.FusedMultiplyAdd(x3, p3, sum).StoreUnsafe(ref target, j);
            }

            Unsafe.Add(ref target, row) += Vector.Sum(s0);
            Unsafe.Add(ref target, row + 1) += Vector.Sum(s1);
            Unsafe.Add(ref target, row + 2) += Vector.Sum(s2);
            Unsafe.Add(ref target, row + 3) += Vector.Sum(s3);
        }
    }

    /// <summary>
    /// M -= scale * y y' over the first <paramref name="rows"/> rows, each from its block of width <paramref name="block"/> on; what results is also
    /// written to a matrix in single precision, unless that is empty.
    /// </summary>
    public static void SubtractOuter(Span<double> matrix, int stride, ReadOnlySpan<double> y, double scale, int rows, int block, Span<float> single, int singleStride)
    {
        CheckSizes(matrix, stride, y, rows);
        nuint width = (nuint)Pad(rows);
        bool isCopied = !single.IsEmpty;
        if (block % Padding != 0 || (isCopied && (block % Vector<float>.Count != 0 || single.Length < (rows * singleStride) || singleStride < SingleGram.Pad(rows))))
            throw new ArgumentOutOfRangeException(nameof(block));
        ref double m = ref MemoryMarshal.GetReference(matrix);
        ref double v = ref MemoryMarshal.GetReference(y);
        ref float copy = ref MemoryMarshal.GetReference(single);
        nuint step = (nuint)Vector<double>.Count;
        for (int row = 0; row < rows; row++)
        {
            var factor = new Vector<double>(-scale * Unsafe.Add(ref v, row));
            ref double line = ref Unsafe.Add(ref m, row * stride);
            nuint j = (nuint)(row & -block);
            if (isCopied)
            {
                ref float target = ref Unsafe.Add(ref copy, row * singleStride);
                for (; j + step < width; j += 2 * step)
                {
                    Vector<double> low = Vector.FusedMultiplyAdd(factor, Vector.LoadUnsafe(ref v, j), Vector.LoadUnsafe(ref line, j));
                    Vector<double> high = Vector.FusedMultiplyAdd(factor, Vector.LoadUnsafe(ref v, j + step), Vector.LoadUnsafe(ref line, j + step));
                    low.StoreUnsafe(ref line, j);
                    high.StoreUnsafe(ref line, j + step);
                    Vector.Narrow(low, high).StoreUnsafe(ref target, j);
                }

                if (j < width)
                {
                    Vector<double> last = Vector.FusedMultiplyAdd(factor, Vector.LoadUnsafe(ref v, j), Vector.LoadUnsafe(ref line, j));
                    last.StoreUnsafe(ref line, j);
                    Vector.Narrow(last, Vector<double>.Zero).StoreUnsafe(ref target, j);
                }

                continue;
            }

            for (; j < width; j += step)
                Vector.FusedMultiplyAdd(factor, Vector.LoadUnsafe(ref v, j), Vector.LoadUnsafe(ref line, j)).StoreUnsafe(ref line, j);
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

    /// <summary>target -= M'x over the first <paramref name="rows"/> rows of any matrix and the first <paramref name="width"/> (padded) columns; x and M are padded with zeros.</summary>
    public static void SubtractRows(Span<double> target, ReadOnlySpan<double> matrix, int stride, ReadOnlySpan<double> x, int rows, int width)
    {
        int padded = Pad(rows);
        if (width % Padding != 0 || width > stride || target.Length < width || x.Length < padded || matrix.Length < padded * stride)
            throw new ArgumentOutOfRangeException(nameof(width));
        ref double t = ref MemoryMarshal.GetReference(target);
        ref double v = ref MemoryMarshal.GetReference(x);
        ref double m = ref MemoryMarshal.GetReference(matrix);
        for (int row = 0; row < padded; row += RowsAtOnce)
        {
            ref double r0 = ref Unsafe.Add(ref m, row * stride);
            ref double r1 = ref Unsafe.Add(ref r0, stride);
            ref double r2 = ref Unsafe.Add(ref r1, stride);
            ref double r3 = ref Unsafe.Add(ref r2, stride);
            var x0 = new Vector<double>(Unsafe.Add(ref v, row));
            var x1 = new Vector<double>(Unsafe.Add(ref v, row + 1));
            var x2 = new Vector<double>(Unsafe.Add(ref v, row + 2));
            var x3 = new Vector<double>(Unsafe.Add(ref v, row + 3));
            for (nuint j = 0; j < (nuint)width; j += (nuint)Vector<double>.Count)
                (Vector.LoadUnsafe(ref t, j) - Combine(ref r0, ref r1, ref r2, ref r3, x0, x1, x2, x3, j)).StoreUnsafe(ref t, j);
        }
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

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<double> Combine(
        ref double r0, ref double r1, ref double r2, ref double r3, Vector<double> x0, Vector<double> x1, Vector<double> x2, Vector<double> x3, nuint j)
    {
        Vector<double> sum = x0 * Vector.LoadUnsafe(ref r0, j);
        sum = Vector.FusedMultiplyAdd(x1, Vector.LoadUnsafe(ref r1, j), sum);
        sum = Vector.FusedMultiplyAdd(x2, Vector.LoadUnsafe(ref r2, j), sum);
        return Vector.FusedMultiplyAdd(x3, Vector.LoadUnsafe(ref r3, j), sum);
    }

    private static void CheckSizes(ReadOnlySpan<double> matrix, int stride, ReadOnlySpan<double> x, int rows)
    {
        if (stride % Padding != 0 || rows > stride || matrix.Length < Pad(rows) * stride || x.Length < Pad(rows))
            throw new ArgumentOutOfRangeException(nameof(rows));
    }
}
