namespace AiScholar.Rl.Torch.Tests;

[Trait("Category", "Integration")]
public sealed class ElementFusionModelTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<FusionIntegratorKind> Kinds => [.. Enum.GetValues<FusionIntegratorKind>()];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Encode_AnySourceMissing_IsFiniteAndNotZero(FusionIntegratorKind kind)
    {
        using var model = ElementTasks.Create(kind);
        var whole = ElementTasks.Whole(1);
        ElementView[] views =
        [
            whole, new() { Text = whole.Text }, new() { InnerText = whole.InnerText }, new() { Crop = whole.Crop }, new() { Layout = whole.Layout },
            new() { Text = whole.Text, Crop = whole.Crop }, new() { InnerText = whole.InnerText, Layout = whole.Layout },
        ];

        var embeddings = await model.EncodeAsync(views, Token);

        Assert.All(embeddings, embedding => Assert.InRange(ElementTasks.Inner(embedding.Vector, embedding.Vector), 0.01, 100));
        Assert.All(embeddings, embedding => Assert.Equal(model.Dimension, embedding.Vector.Length));
        Assert.Equal((1.0, 0.0), (embeddings[1].TextShare, embeddings[1].InnerTextShare));
        Assert.Equal((0.0, 1.0), (embeddings[2].TextShare, embeddings[2].InnerTextShare));
        // Seven terms in the paragraph and two inside, which count by their roots and 1.5 times.
        Assert.Equal(Math.Sqrt(7) / (Math.Sqrt(7) + (Math.Exp(0.4) * Math.Sqrt(2))), embeddings[0].TextShare, 1e-4);
        Assert.Equal(1, embeddings[0].TextShare + embeddings[0].InnerTextShare, 1e-6);
    }

    [Fact]
    public async Task Encode_NothingThere_IsZero()
    {
        using var model = ElementTasks.Create();

        Assert.All((await model.EncodeAsync([new ElementView()], Token))[0].Vector.ToArray(), value => Assert.Equal(0, value));
        Assert.All((await model.EncodeQueriesAsync(["  "], Token))[0].ToArray(), value => Assert.Equal(0, value));
    }

    [Fact]
    public async Task EncodeQueries_Untrained_FindTheTextOfTheirWords()
    {
        using var model = ElementTasks.Create();
        ElementView[] views = [new() { Text = "the magnetization of thin films" }, new() { InnerText = "survival of patients" }, new() { Text = "packet loss in networks" }];

        var elements = await model.EncodeAsync(views, Token);
        var queries = await model.EncodeQueriesAsync(["thin films", "patients", "loss of a packet"], Token);

        for (var i = 0; i < queries.Count; i++)
            Assert.Equal(i, elements.Index().MaxBy(element => ElementTasks.Inner(queries[i], element.Item.Vector)).Index);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Encode_InOneBatchOrAlone_IsTheSame(FusionIntegratorKind kind)
    {
        using var model = ElementTasks.Create(kind);
        ElementView[] views = [.. Enumerable.Range(0, 20).Select(ElementTasks.Whole)];

        var together = await model.EncodeAsync(views, Token);

        for (var i = 0; i < views.Length; i += 7)
        {
            var alone = (await model.EncodeAsync([views[i]], Token))[0];
            Assert.All(alone.Vector.ToArray().Zip(together[i].Vector.ToArray()), pair => Assert.Equal(pair.First, pair.Second, 1e-5f));
        }
    }

    [Fact]
    public async Task Encode_Seed_DecidesTheWeights()
    {
        using var first = ElementTasks.Create(seed: 5);
        using var second = ElementTasks.Create(seed: 5);
        using var other = ElementTasks.Create(seed: 6);
        ElementView[] views = [ElementTasks.Whole(3)];

        var expected = (await first.EncodeAsync(views, Token))[0].Vector.ToArray();

        Assert.Equal(expected, (await second.EncodeAsync(views, Token))[0].Vector.ToArray());
        Assert.NotEqual(expected, (await other.EncodeAsync(views, Token))[0].Vector.ToArray());
    }

    [Fact]
    public async Task Encode_BadViews_AreRefusedWithLimitAndSetting()
    {
        using var model = ElementTasks.Create();
        async Task<string> RefusedAsync(ElementView view)
        {
            var exception = await Assert.ThrowsAsync<AdvancedRlException>(async () => await model.EncodeAsync([ElementTasks.Whole(0), view], Token));
            Assert.Equal(AdvancedRlErrorCode.FeatureInvalid, exception.ErrorCode);
            return exception.Message;
        }

        Assert.Contains("1000 (MultiModal:Integrators:element-fusion:MaximumCharacters)", await RefusedAsync(new ElementView { Text = new string('a', 1001) }), StringComparison.Ordinal);
        Assert.Contains("10000 (MultiModal:Integrators:element-fusion:MaximumPixels)", await RefusedAsync(new ElementView { Crop = new RasterImage { Width = 200, Height = 100, Pixels = new byte[80_000] } }), StringComparison.Ordinal);
        Assert.Contains("four for each pixel", await RefusedAsync(new ElementView { Crop = new RasterImage { Width = 4, Height = 4, Pixels = new byte[60] } }), StringComparison.Ordinal);
        Assert.Contains("not finite", await RefusedAsync(new ElementView { Layout = new[] { 1, float.NaN } }), StringComparison.Ordinal);
        Assert.Contains("null", await RefusedAsync(null!), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Encode_ManyCallers_GivesWhatOneGives()
    {
        using var model = ElementTasks.Create();
        ElementView[] views = [.. Enumerable.Range(0, 8).Select(ElementTasks.Whole)];
        var expected = (await model.EncodeAsync(views, Token))[5].Vector.ToArray();

        await Parallel.ForAsync(0, 40, Token, async (_, token) => Assert.Equal(expected, (await model.EncodeAsync(views, token))[5].Vector.ToArray()));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Load_WhatWasSaved_EncodesTheSame(FusionIntegratorKind kind)
    {
        using var model = ElementTasks.Create(kind, seed: 5);
        ElementView[] views = [.. Enumerable.Range(0, 12).Select(ElementTasks.Whole)];
        await model.TrainAsync(views, new ElementTrainingOptions { Epochs = 1 }, cancellationToken: Token);
        var stream = new MemoryStream();
        await model.SaveAsync(stream, Token);
        stream.Position = 0;

        using var loaded = ElementTasks.Create(kind, seed: 99);
        await loaded.LoadAsync(stream, Token);

        var expected = (await model.EncodeAsync(views, Token))[3];
        var actual = (await loaded.EncodeAsync(views, Token))[3];
        Assert.Equal(expected.Vector.ToArray(), actual.Vector.ToArray());
        Assert.True(actual.IsTrained);
        Assert.Equal((await model.EncodeQueriesAsync(["topic1"], Token))[0].ToArray(), (await loaded.EncodeQueriesAsync(["topic1"], Token))[0].ToArray());
    }

    [Fact]
    public async Task Load_OfAnotherIntegrator_IsAMismatchAndTheWeightsStay()
    {
        using var other = ElementTasks.Create(FusionIntegratorKind.LowRank);
        using var model = ElementTasks.Create();
        ElementView[] views = [ElementTasks.Whole(1)];
        var before = (await model.EncodeAsync(views, Token))[0].Vector.ToArray();
        var stream = new MemoryStream();
        await other.SaveAsync(stream, Token);
        stream.Position = 0;

        var exception = await Assert.ThrowsAsync<StateException>(async () => await model.LoadAsync(stream, Token));

        Assert.Equal(AdvancedRlErrorCode.StateMismatch, exception.ErrorCode);
        Assert.Contains("low-rank", exception.Message, StringComparison.Ordinal);
        Assert.Equal(before, (await model.EncodeAsync(views, Token))[0].Vector.ToArray());
    }

    [Fact]
    public async Task Load_WeightThatIsNotFinite_IsRefused()
    {
        using var model = ElementTasks.Create();
        var stream = new MemoryStream();
        await model.SaveAsync(stream, Token);
        stream.Position = 0;
        var checkpoint = await CheckpointStreams.ReadAsync(stream, 1 << 24, Token);
        var bad = checkpoint.Tensors[0] with { Data = System.Runtime.InteropServices.MemoryMarshal.AsBytes(Enumerable.Repeat(float.NaN, checkpoint.Tensors[0].Data.Length / 4).ToArray().AsSpan()).ToArray() };

        var exception = await Assert.ThrowsAsync<StateException>(async () =>
            await model.LoadAsync(new MemoryStream(CheckpointFormat.Write(checkpoint with { Tensors = [bad, .. checkpoint.Tensors.Skip(1)] })), Token));

        Assert.Contains(bad.Name, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Encode_WithAnEmbedder_TakesItsVectors()
    {
        using var model = ElementTasks.Create(embedder: new LetterEmbedder());
        ElementView[] views = [new() { Text = "aaa" }, new() { InnerText = "bbb" }];

        var elements = await model.EncodeAsync(views, Token);
        var query = (await model.EncodeQueriesAsync(["ab a"], Token))[0];

        Assert.Equal(26 + 64, model.Dimension);
        Assert.True(ElementTasks.Inner(query, elements[0].Vector) > ElementTasks.Inner(query, elements[1].Vector));
    }

    [Fact]
    public async Task Encode_EmbedderThatReturnsNaN_IsRefused()
    {
        using var model = ElementTasks.Create(embedder: new LetterEmbedder(float.NaN));

        await Assert.ThrowsAsync<AdvancedRlException>(async () => await model.EncodeAsync([new ElementView { Text = "a" }], Token));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task DefaultWeights_AreThereForEveryIntegrator(FusionIntegratorKind kind)
    {
        using var model = ElementTasks.Create(kind, useDefaultWeights: true);

        Assert.True((await model.EncodeAsync([ElementTasks.Whole(1)], Token))[0].IsTrained);
    }

    [Fact]
    public async Task Encode_Disposed_Throws()
    {
        var model = ElementTasks.Create();
        await model.EncodeAsync([ElementTasks.Whole(1)], Token);
        model.Dispose();
        model.Dispose();

        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await model.EncodeAsync([ElementTasks.Whole(1)], Token));
    }

    /// <summary>Counts letters.</summary>
    private sealed class LetterEmbedder(float scale = 1) : ITextEmbedder
    {
        public string Name => "letters";

        public int Dimension => 26;

        public ValueTask<IReadOnlyList<ReadOnlyMemory<float>>> EmbedAsync(IReadOnlyList<string> texts, CancellationToken cancellationToken = default) =>
            ValueTask.FromResult<IReadOnlyList<ReadOnlyMemory<float>>>([.. texts.Select(text => (ReadOnlyMemory<float>)Enumerable.Range(0, 26).Select(i => scale * text.Count(letter => letter == 'a' + i)).ToArray())]);
    }
}
