namespace AiScholar.Rl.Core.Tests.Features;

[Trait("Category", "Unit")]
public class FeatureEncoderTests
{
    private static readonly FeatureEncoderOptions Plain = new() { NumericDeviation = false, MaxCrossedFeatures = 0 };

    [Fact]
    public void EncodeNext_Numbers_AreScaledByPastRowsOnly()
    {
        var encoder = new FeatureEncoder(Plain);
        var random = new Random(3);
        var past = new List<double>();
        for (int row = 0; row < 200; row++)
        {
            double value = (random.NextDouble() * 50) - 7;
            double expected = 0;
            if (past.Count > 0)
            {
                double mean = past.Average();
                double deviation = Math.Sqrt(past.Average(other => (other - mean) * (other - mean)));
                double z = deviation > 0 ? (value - mean) / deviation * Math.Sqrt(past.Count / (past.Count + 1.0)) : 0;
                expected = 1.25 * z / (1 + (Math.Abs(z) / 4));
            }

            FeatureVector vector = encoder.EncodeNext([Feature.Numeric("n", value)]);
            Assert.Equal(expected, vector.Values.Span[0], 5);
            past.Add(value);
        }
    }

    [Fact]
    public void EncodeNext_NumericDeviation_AddsTheSizeOfTheDeviation()
    {
        var encoder = new FeatureEncoder();
        for (int i = 0; i < 10; i++)
            encoder.EncodeNext([Feature.Numeric("n", i % 2)]);

        ReadOnlySpan<float> values = encoder.EncodeNext([Feature.Numeric("n", 0)]).Values.Span;

        Assert.Equal(2, values.Length);
        Assert.True(values[0] < 0);
        Assert.Equal(-values[0] - 0.8f, values[1], 5);
    }

    [Fact]
    public void EncodeNext_Outlier_StaysBounded()
    {
        var encoder = new FeatureEncoder(Plain);
        for (int i = 0; i < 10; i++)
            encoder.EncodeNext([Feature.Numeric("n", i)]);

        Assert.InRange(encoder.EncodeNext([Feature.Numeric("n", 1e90)]).Values.Span[0], 4.9, 5.01);
        Assert.InRange(encoder.EncodeNext([Feature.Numeric("n", -1e99)]).Values.Span[0], -5.01, -4.9);
    }

    [Fact]
    public void EncodeNext_ManyNamesAndValues_NeverShareAPosition()
    {
        var encoder = new FeatureEncoder(new FeatureEncoderOptions { MaxFeatures = 8192, MaxCrossedFeatures = 0 });
        var seen = new HashSet<int>();
        for (int i = 0; i < 2000; i++)
        {
            FeatureVector first = encoder.EncodeNext([Feature.Categorical("c", $"v{i}")]);
            FeatureVector second = encoder.EncodeNext([Feature.Categorical("c", $"v{i}", "other")]);
            Assert.True(seen.Add(Assert.Single(Positions(first))));
            Assert.True(seen.Add(Assert.Single(Positions(second))));
        }
    }

    [Fact]
    public void EncodeNext_WidthGrows_PositionsStay()
    {
        var encoder = new FeatureEncoder(Plain);
        int[] before = Positions(encoder.EncodeNext([Feature.Categorical("c", "x"), Feature.Numeric("n", 1)]));
        encoder.EncodeNext([Feature.Categorical("d", "y"), Feature.Categorical("c", "z")]);

        FeatureVector after = encoder.EncodeNext([Feature.Categorical("c", "x"), Feature.Numeric("n", 1)]);

        Assert.Equal(before, Positions(after));
        Assert.Equal(4, after.Dimension);
    }

    [Fact]
    public void EncodeNext_AnyOrderOfFeatures_IndicesAscend()
    {
        var encoder = new FeatureEncoder();
        encoder.EncodeNext([Feature.Categorical("a", "1"), Feature.Categorical("b", "1"), Feature.Categorical("c", "1")]);

        FeatureVector vector = encoder.EncodeNext([Feature.Categorical("c", "1"), Feature.Categorical("a", "1")]);

        Assert.Equal([.. Positions(vector).Order()], Positions(vector));
        Assert.Equal(3, vector.Indices.Length);
    }

    [Fact]
    public void Encode_UnknownNamesAndValues_AreLeftOutAndNothingChanges()
    {
        var encoder = new FeatureEncoder(Plain);
        encoder.EncodeNext([Feature.Categorical("c", "x")]);

        FeatureVector vector = encoder.Encode([Feature.Categorical("c", "new"), Feature.Numeric("n", 1), Feature.Tags("t", ["u"])]);

        Assert.Empty(Positions(vector));
        Assert.Equal(1, encoder.Dimension);
        Assert.Equal(encoder.Encode([Feature.Categorical("c", "x")]).Values.ToArray(), encoder.Encode([Feature.Categorical("c", "x")]).Values.ToArray());
    }

    [Fact]
    public void EncodeNext_FewCategories_PairsAreEncodedToo()
    {
        var encoder = new FeatureEncoder();

        FeatureVector vector = encoder.EncodeNext([Feature.Categorical("a", "1"), Feature.Categorical("b", "1"), Feature.Categorical("c", "1")]);

        Assert.Equal([1, 1, 1, 0.5f, 0.5f, 0.5f], vector.Values.ToArray());
    }

    [Fact]
    public void EncodeNext_ManyCategories_PairsAreNotEncoded()
    {
        var encoder = new FeatureEncoder(new FeatureEncoderOptions { MaxCrossedFeatures = 2 });

        FeatureVector vector = encoder.EncodeNext([Feature.Categorical("a", "1"), Feature.Categorical("b", "1"), Feature.Categorical("c", "1")]);

        Assert.Equal([1, 1, 1], vector.Values.ToArray());
    }

    [Fact]
    public void EncodeNext_TextAndSet_AreUnitIndicators()
    {
        var encoder = new FeatureEncoder(Plain);

        FeatureVector text = encoder.EncodeNext([Feature.FreeText("t", "Graph neural-networks: GRAPH, 2024")]);
        FeatureVector set = new FeatureEncoder(Plain).EncodeNext([Feature.Tags("s", ["x", "y", "x", "z", "w"])]);

        Assert.Equal([0.5f, 0.5f, 0.5f, 0.5f], text.Values.ToArray());
        Assert.Equal([0.5f, 0.5f, 0.5f, 0.5f], set.Values.ToArray());
    }

    [Fact]
    public void EncodeNext_Embedding_HasLengthOne()
    {
        var encoder = new FeatureEncoder(Plain);

        Assert.Equal([0.6f, 0.8f], encoder.EncodeNext([Feature.Embedding("e", new float[] { 3, 4 })]).Values.ToArray());
        Assert.Empty(encoder.EncodeNext([Feature.Embedding("e", new float[] { 0, 0 })]).Values.ToArray());
    }

    [Fact]
    public void EncodeNext_EmbeddingOfAnotherWidth_IsLeftOutAndReported()
    {
        var encoder = new FeatureEncoder(Plain);
        encoder.EncodeNext([Feature.Embedding("e", new float[] { 3, 4 })]);
        var issues = new List<ResultIssue>();

        FeatureVector vector = encoder.EncodeNext([Feature.Embedding("e", new float[] { 3, 4, 5 })], issues);

        Assert.Empty(Positions(vector));
        Assert.Equal(AdvancedRlErrorCode.FeatureInvalid, Assert.Single(issues).Code);
    }

    [Fact]
    public void EncodeNext_NameChangesItsKind_IsLeftOutAndReported()
    {
        var encoder = new FeatureEncoder(Plain);
        encoder.EncodeNext([Feature.Numeric("age", 3)]);
        var issues = new List<ResultIssue>();

        FeatureVector vector = encoder.EncodeNext([Feature.Categorical("age", "old")], issues);

        Assert.Empty(Positions(vector));
        Assert.Contains("age", Assert.Single(issues).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void EncodeNext_NameGivenTwice_TheFirstCountsAndItIsReported()
    {
        var issues = new List<ResultIssue>();

        FeatureVector vector = new FeatureEncoder(Plain).EncodeNext([Feature.Categorical("c", "x"), Feature.Categorical("c", "y")], issues);

        Assert.Equal([1], vector.Values.ToArray());
        Assert.Single(issues);
    }

    [Fact]
    public void EncodeNext_MorePositionsThanAllowed_StopsAndNamesTheSetting()
    {
        var encoder = new FeatureEncoder(new FeatureEncoderOptions { MaxFeatures = 3, MaxCrossedFeatures = 0 });
        var issues = new List<ResultIssue>();
        for (int i = 0; i < 10; i++)
            encoder.EncodeNext([Feature.Categorical("c", $"v{i}")], issues);

        Assert.Equal(3, encoder.Dimension);
        Assert.Equal(7, issues.Count);
        Assert.Contains("FeatureEncoderOptions.MaxFeatures", issues[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void EncodeNext_UnusableValue_IsRejectedAndNothingObserved()
    {
        var encoder = new FeatureEncoder(Plain);
        foreach (Feature bad in (Feature[])[
            Feature.Numeric("n", double.NaN), Feature.Numeric("n", double.PositiveInfinity), Feature.Numeric("n", 1e200),
            Feature.Embedding("e", new float[] { 1, float.NaN }), Feature.Categorical("c", new string('x', 2000)), Feature.Categorical("c", null!),
            Feature.Tags("t", [null!]), Feature.FreeText("f", null!), new Feature("", "k", (FeatureKind)99, 0, null, default, null), default])
        {
            var exception = Assert.Throws<PersonalizationException>(() => encoder.EncodeNext([Feature.Categorical("good", "x"), bad]));
            Assert.Equal(AdvancedRlErrorCode.FeatureInvalid, exception.ErrorCode);
        }

        Assert.Equal(0, encoder.Dimension);
    }

    [Fact]
    public void Constructor_OptionOutOfRange_IsRejected() =>
        Assert.Throws<System.ComponentModel.DataAnnotations.ValidationException>(() => new FeatureEncoder(new FeatureEncoderOptions { MaxFeatures = 0 }));

    [Fact]
    public async Task LoadAsync_SavedState_EncodesTheSame()
    {
        var original = new FeatureEncoder();
        var random = new Random(5);
        for (int i = 0; i < 100; i++)
            original.EncodeNext(Row(random));
        using var stream = new MemoryStream();
        await original.SaveAsync(stream);
        var copy = new FeatureEncoder();
        stream.Position = 0;
        await copy.LoadAsync(stream);

        var first = new Random(6);
        var second = new Random(6);
        for (int i = 0; i < 50; i++)
        {
            FeatureVector expected = original.EncodeNext(Row(first));
            FeatureVector actual = copy.EncodeNext(Row(second));
            Assert.Equal(expected.Values.ToArray(), actual.Values.ToArray());
            Assert.Equal(expected.Indices.ToArray(), actual.Indices.ToArray());
            Assert.Equal(expected.Dimension, actual.Dimension);
        }
    }

    [Fact]
    public async Task LoadAsync_Damaged_IsRefusedAndTheStateStays()
    {
        var encoder = new FeatureEncoder();
        encoder.EncodeNext(Row(new Random(1)));
        using var stream = new MemoryStream();
        await encoder.SaveAsync(stream);
        byte[] damaged = stream.ToArray();
        damaged[damaged.Length / 2] ^= 1;

        await Assert.ThrowsAsync<StateException>(async () => await encoder.LoadAsync(new MemoryStream(damaged)));
        await Assert.ThrowsAsync<StateException>(async () => await new FeatureEncoder(new FeatureEncoderOptions { MaxFeatures = 1 }).LoadAsync(new MemoryStream(stream.ToArray())));
        Assert.True(encoder.Dimension > 1);
    }

    [Fact]
    public void EncodeNext_FromManyThreads_GivesEachValueOnePosition()
    {
        var encoder = new FeatureEncoder(Plain);
        Parallel.For(0, 8, new ParallelOptions { MaxDegreeOfParallelism = 8 }, _ =>
        {
            for (int i = 0; i < 300; i++)
            {
                FeatureVector vector = encoder.EncodeNext([Feature.Categorical("c", $"v{i % 50}"), Feature.Numeric("n", i)]);
                Assert.Equal(2, vector.Values.Length);
            }
        });

        Assert.Equal(51, encoder.Dimension);
    }

    private static FeatureSet Row(Random random) =>
    [
        Feature.Numeric("n", random.NextDouble()), Feature.Categorical("c", $"v{random.Next(5)}"), Feature.Categorical("d", $"v{random.Next(3)}"),
        Feature.Tags("t", [$"t{random.Next(4)}", $"u{random.Next(4)}"]), Feature.Embedding("e", new float[] { random.NextSingle(), 1 }),
    ];

    private static int[] Positions(FeatureVector vector) =>
        vector.IsDense ? [.. Enumerable.Range(0, vector.Dimension)] : vector.Indices.ToArray();
}
