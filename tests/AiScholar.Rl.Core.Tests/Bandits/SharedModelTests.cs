namespace AiScholar.Rl.Core.Tests;

[Trait("Category", "Unit")]
public class SharedModelTests
{
    [Theory]
    [InlineData(1000)]
    [InlineData(7)]
    public void Fill_SparseAndDenseFeatures_ProductsAndPriorAreThoseOfANaiveComputation(int maxDimension)
    {
        var random = new Random(5);
        var model = new SharedModel(ridge: 2, maxDimension);
        var known = new Dictionary<(int, int), int>();
        var scratch = new LinearScratch();
        for (int round = 0; round < 20; round++)
        {
            FeatureVector context = round % 2 == 0 ? Sparse(random, 9) : Dense(random, 3);
            FeatureVector action = round % 3 == 0 ? Dense(random, 4) : Sparse(random, 6);
            scratch.Context.Load(context, 100);
            var z = new double[SymmetricKernels.Pad(Math.Max(1, model.Dimension))];
            double unseen = model.Fill(action, scratch, z);
            double expected = 0;
            var products = new double[z.Length];
            foreach ((int feature, float value) in Terms(action))
            {
                for (int j = 0; j < scratch.Context.Terms; j++)
                {
                    (int term, double own) = scratch.Context.Term(j);
                    if (known.TryGetValue((feature, term), out int position))
                        products[position] = value * own;
                    else if (known.Count < maxDimension)
                        expected += value * own * value * own / 2;
                }
            }

            Assert.Equal(products, z, (a, b) => Math.Abs(a - b) < 1e-12);
            Assert.Equal(expected, unseen, 1e-9);
            model.Grow(action, scratch.Context);
            for (int crossed = 0; crossed < 2; crossed++)
            {
                foreach ((int feature, float value) in Terms(action))
                {
                    for (int j = 0; j < scratch.Context.Terms && value != 0; j++)
                    {
                        (int term, double own) = scratch.Context.Term(j);
                        if (own != 0 && term > 0 == (crossed == 1) && known.Count < maxDimension)
                            known.TryAdd((feature, term), known.Count);
                    }
                }
            }
        }

        Assert.Equal(Math.Min(known.Count, maxDimension), model.Dimension);
        Assert.True(known.Count >= 7);
    }

    private static IEnumerable<(int Index, float Value)> Terms(FeatureVector features)
    {
        for (int i = 0; i < features.Values.Length; i++)
            yield return (features.IsDense ? i : features.Indices.Span[i], features.Values.Span[i]);
    }

    private static FeatureVector Dense(Random random, int dimension) =>
        new(Enumerable.Range(0, dimension).Select(i => i == 1 ? 0 : (float)random.NextDouble() - 0.5f).ToArray());

    private static FeatureVector Sparse(Random random, int dimension)
    {
        int[] indices = [.. Enumerable.Range(0, dimension).Where(_ => random.Next(3) > 0)];
        return new FeatureVector(indices.Select(_ => (float)random.NextDouble() - 0.5f).ToArray(), indices, dimension);
    }
}
