using MathNet.Numerics.LinearAlgebra;

namespace AiScholar.Rl.Core.Tests.Bandits;

[Trait("Category", "Unit")]
public class InverseGramTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(33)]
    public void Update_DenseVectors_EqualsInverseOfTheSum(int dimension)
    {
        var random = new Random(3);
        var gram = new InverseGram(0.7);
        gram.Grow(dimension + 1);
        Matrix<double> sum = Matrix<double>.Build.DenseIdentity(dimension + 1) * 0.7;
        for (int i = 0; i < 500; i++)
            Add(gram, sum, new FeatureVector(BanditInputs.RandomVector(random, dimension)));

        Assert.True(Difference(gram, sum.Inverse()) < 1e-10);
    }

    [Fact]
    public void Update_SparseVectors_EqualsInverseOfTheSum()
    {
        var random = new Random(4);
        var gram = new InverseGram(1);
        gram.Grow(61);
        Matrix<double> sum = Matrix<double>.Build.DenseIdentity(61);
        for (int i = 0; i < 400; i++)
        {
            int[] indices = [.. Enumerable.Range(0, 60).OrderBy(_ => random.Next()).Take(5).Order()];
            Add(gram, sum, new FeatureVector(BanditInputs.RandomVector(random, 5), indices, 60));
        }

        Assert.True(Difference(gram, sum.Inverse()) < 1e-10);
    }

    [Fact]
    public void Update_AHundredThousandTimes_DriftsLessThanAMillionth()
    {
        var random = new Random(5);
        var gram = new InverseGram(1.5);
        gram.Grow(9);
        Matrix<double> sum = Matrix<double>.Build.DenseIdentity(9) * 1.5;
        for (int i = 0; i < 100_000; i++)
        {
            // Nearly collinear features are what makes rounding grow.
            float[] vector = BanditInputs.RandomVector(random, 8);
            vector[1] = vector[0] + (vector[1] * 1e-3f);
            Add(gram, sum, new FeatureVector(vector));
        }

        Matrix<double> exact = sum.Inverse();
        Assert.True(Difference(gram, exact) / exact.InfinityNorm() < 1e-6);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(12)]
    [InlineData(20)]
    [InlineData(64)]
    public void QuadraticSingle_AfterUpdates_IsWithinItsBound(int dimension)
    {
        var random = new Random(6);
        var gram = new InverseGram(0.5);
        gram.Grow(dimension + 1);
        var x = new BanditVector();
        double[] y = new double[SymmetricKernels.Pad(gram.Dimension)];
        for (int i = 0; i < 600; i++)
        {
            x.Load(new FeatureVector(BanditInputs.RandomVector(random, dimension)), 1000);
            gram.Multiply(x, y);
            gram.Update(y, 1 / (1 + gram.Quadratic(x)), keepsSingle: true);
            if (i == 300)
            {
                gram.Multiply(1.5);
                gram.CopyToSingle();
            }

            Assert.True(gram.TryQuadraticSingle(x, out double single));
            Assert.InRange(single - gram.Quadratic(x), -SingleGram.ErrorBound(x.Dimension) * gram.Prior * x.SquaredNorm(), SingleGram.ErrorBound(x.Dimension) * gram.Prior * x.SquaredNorm());
        }
    }

    [Fact]
    public void Quadratic_VectorWiderThanTheMatrix_UsesThePriorBeyond()
    {
        var gram = new InverseGram(2);
        gram.Grow(2);
        var x = new BanditVector();
        x.Load(new FeatureVector(new float[] { 3, 4 }), 10);

        Assert.Equal(((1 + 9) / 2.0) + (16 / 2.0), gram.Quadratic(x), 12);
    }

    [Fact]
    public void CheckDiagonal_DiagonalHasLeftItsRange_IsPutBackToThePrior()
    {
        var gram = new InverseGram(1);
        gram.Grow(3);
        gram[1, 1] = -0.5;
        gram[1, 2] = 0.25;

        gram.CheckDiagonal();

        Assert.Equal(1, gram[1, 1]);
        Assert.Equal(0, gram[1, 2]);
        Assert.Equal(0, gram[2, 1]);
    }

    private static void Add(InverseGram gram, Matrix<double> sum, FeatureVector vector)
    {
        var x = new BanditVector();
        x.Load(vector, 1000);
        double[] y = new double[SymmetricKernels.Pad(gram.Dimension)];
        gram.Multiply(x, y);
        double quadratic = gram.Quadratic(x);
        Assert.Equal(x.Dot(y, y.Length), quadratic, 9);
        gram.Update(y, 1 / (1 + quadratic));
        Vector<double> plain = Plain(vector);
        sum.Add(plain.OuterProduct(plain), sum);
    }

    private static Vector<double> Plain(FeatureVector vector)
    {
        Vector<double> plain = Vector<double>.Build.Dense(vector.Dimension + 1);
        plain[0] = 1;
        for (int i = 0; i < vector.Values.Length; i++)
            plain[1 + (vector.IsDense ? i : vector.Indices.Span[i])] = vector.Values.Span[i];
        return plain;
    }

    private static double Difference(InverseGram gram, Matrix<double> expected)
    {
        double worst = 0;
        for (int i = 0; i < expected.RowCount; i++)
        {
            for (int j = 0; j < expected.ColumnCount; j++)
                worst = Math.Max(worst, Math.Abs(gram[i, j] - expected[i, j]));
        }

        return worst;
    }
}
