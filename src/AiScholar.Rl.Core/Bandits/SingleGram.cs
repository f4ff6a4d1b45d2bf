using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AiScholar.Rl.Core;

/// <summary>
/// The upper triangle of a symmetric matrix in single precision: half the memory traffic for a first look at x' P x, with a bound on its error.
/// </summary>
internal sealed class SingleGram
{
    private const int RowsAtOnce = 4;

    private float[] _values = [];
    private int _stride;

    /// <summary>Rows and vectors are padded to a multiple of this.</summary>
    public static readonly int Padding = Math.Max(RowsAtOnce, Vector<float>.Count);

    /// <summary>Whether it is a copy of the matrix as it is now.</summary>
    public bool IsCurrent { get; set; }

    /// <summary>The next multiple of <see cref="Padding"/>.</summary>
    public static int Pad(int length) => (length + Padding - 1) & -Padding;

    /// <summary>
    /// A bound on the relative error of <see cref="Quadratic"/>, to be multiplied by x'x and the largest diagonal entry: each of n products
    /// rounds by 2^-24 at most in every sum, and the sum of |x_i| |P_ij| |x_j| is at most root n times that product for a positive semidefinite P.
    /// </summary>
    public static double ErrorBound(int dimension) => (dimension + 8) * Math.Sqrt(dimension) / (1 << 23);

    /// <summary>Entries from one row to the next.</summary>
    public int Stride => _stride;

    /// <summary>Room for a matrix, to be filled from each row's block on; padded with zeros.</summary>
    public Span<float> Rent(int dimension)
    {
        int stride = Pad(dimension);
        if (stride != _stride)
            (_values, _stride) = (new float[stride * stride], stride);
        return _values;
    }

    /// <summary>x' P x; x is padded with zeros to <see cref="Padding"/>.</summary>
    public float Quadratic(ReadOnlySpan<float> x)
    {
        int width = _stride;
        if (x.Length < width || _values.Length < width * width)
            throw new ArgumentOutOfRangeException(nameof(x));
        ref float m = ref MemoryMarshal.GetArrayDataReference(_values);
        ref float v = ref MemoryMarshal.GetReference(x);
        Vector<float> diagonal = Vector<float>.Zero;
        Vector<float> even = Vector<float>.Zero;
        Vector<float> odd = Vector<float>.Zero;
        for (int row = 0; row < width; row += RowsAtOnce)
        {
            ref float r0 = ref Unsafe.Add(ref m, row * width);
            ref float r1 = ref Unsafe.Add(ref r0, width);
            ref float r2 = ref Unsafe.Add(ref r1, width);
            ref float r3 = ref Unsafe.Add(ref r2, width);
            var x0 = new Vector<float>(Unsafe.Add(ref v, row));
            var x1 = new Vector<float>(Unsafe.Add(ref v, row + 1));
            var x2 = new Vector<float>(Unsafe.Add(ref v, row + 2));
            var x3 = new Vector<float>(Unsafe.Add(ref v, row + 3));
            nuint j = (nuint)(row & -Padding);
            for (nuint end = j + (nuint)Padding; j < end; j += (nuint)Vector<float>.Count)
                diagonal = Vector.FusedMultiplyAdd(Combine(ref r0, ref r1, ref r2, ref r3, x0, x1, x2, x3, j), Vector.LoadUnsafe(ref v, j), diagonal);
            for (; j + (nuint)Vector<float>.Count < (nuint)width; j += 2 * (nuint)Vector<float>.Count)
            {
                even = Vector.FusedMultiplyAdd(Combine(ref r0, ref r1, ref r2, ref r3, x0, x1, x2, x3, j), Vector.LoadUnsafe(ref v, j), even);
                nuint next = j + (nuint)Vector<float>.Count;
                odd = Vector.FusedMultiplyAdd(Combine(ref r0, ref r1, ref r2, ref r3, x0, x1, x2, x3, next), Vector.LoadUnsafe(ref v, next), odd);
            }

            for (; j < (nuint)width; j += (nuint)Vector<float>.Count)
                even = Vector.FusedMultiplyAdd(Combine(ref r0, ref r1, ref r2, ref r3, x0, x1, x2, x3, j), Vector.LoadUnsafe(ref v, j), even);
        }

        return Vector.Sum(diagonal) + (2 * Vector.Sum(even + odd));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<float> Combine(
        ref float r0, ref float r1, ref float r2, ref float r3, Vector<float> x0, Vector<float> x1, Vector<float> x2, Vector<float> x3, nuint j)
    {
        Vector<float> sum = x0 * Vector.LoadUnsafe(ref r0, j);
        sum = Vector.FusedMultiplyAdd(x1, Vector.LoadUnsafe(ref r1, j), sum);
        sum = Vector.FusedMultiplyAdd(x2, Vector.LoadUnsafe(ref r2, j), sum);
        return Vector.FusedMultiplyAdd(x3, Vector.LoadUnsafe(ref r3, j), sum);
    }
}
