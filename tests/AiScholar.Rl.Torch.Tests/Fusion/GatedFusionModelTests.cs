using System.Runtime.InteropServices;

namespace AiScholar.Rl.Torch.Tests;

[Trait("Category", "Integration")]
public sealed class GatedFusionModelTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Fuse_AgainstThePapersEquationsInDouble_Agrees()
    {
        using var model = FusionModels.Create(dimension: 5, seed: 3);
        var sample = FusionModels.Sample(1, textWidth: 4, visualWidth: 3);
        var fused = model.Fuse(sample);

        var weights = await WeightsAsync(model);
        var (text, visual) = (Normalize(sample.Text), Normalize(sample.Visual));
        var (ht, hv) = (Apply(weights["text.4"], text, Math.Tanh), Apply(weights["visual.3"], visual, Math.Tanh));
        var z = Apply(weights["gate.4.3"], [.. text, .. visual], a => 1 / (1 + Math.Exp(-a)));

        for (var i = 0; i < 5; i++)
            Assert.Equal((z[i] * ht[i]) + ((1 - z[i]) * hv[i]), fused.Vector.Span[i], 1e-5);
        Assert.Equal(z.Average(), fused.TextShare, 1e-5);
        Assert.False(fused.IsTrained);
    }

    [Fact]
    public async Task Fuse_OnePartMissing_IsTheOtherPartAlone()
    {
        using var model = FusionModels.Create(dimension: 5);
        var sample = FusionModels.Sample(1, textWidth: 4, visualWidth: 3);
        var (textOnly, visualOnly) = (model.Fuse(sample with { Visual = default }), model.Fuse(sample with { Text = new float[4] }));

        var weights = await WeightsAsync(model);
        AssertClose(Apply(weights["text.4"], Normalize(sample.Text), Math.Tanh), textOnly.Vector);
        AssertClose(Apply(weights["visual.3"], Normalize(sample.Visual), Math.Tanh), visualOnly.Vector);
        Assert.Equal((1.0, 0.0), (textOnly.TextShare, visualOnly.TextShare));
    }

    [Fact]
    public void Fuse_NothingThere_IsZero()
    {
        using var model = FusionModels.Create(dimension: 5);

        Assert.Equal(new float[5], model.Fuse(new FusionSample()).Vector.ToArray());
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void Fuse_NotFinite_IsRefusedWithTheIndex(float value)
    {
        using var model = FusionModels.Create();

        var exception = Assert.Throws<AdvancedRlException>(() => model.Fuse(new FusionSample { Visual = new[] { 1, value } }));
        Assert.Equal(AdvancedRlErrorCode.FeatureInvalid, exception.ErrorCode);
        Assert.Contains("visual vector", exception.Message, StringComparison.Ordinal);
        Assert.Contains("index 1", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(float.MaxValue)]
    [InlineData(float.Epsilon)]
    public void Fuse_ExtremeButFinite_StaysFinite(float value)
    {
        using var model = FusionModels.Create();

        Assert.All(model.Fuse(new FusionSample { Text = new[] { value, -value, value }, Visual = new[] { value, 1f } }).Vector.ToArray(), number => Assert.InRange(number, -1f, 1f));
    }

    [Fact]
    public void Fuse_TooWide_NamesLimitAndSetting()
    {
        using var model = FusionModels.Create(maximumInputWidth: 10);

        var exception = Assert.Throws<AdvancedRlException>(() => model.Fuse(new FusionSample { Text = new float[11] }));
        Assert.Contains("10 (MultiModal:Integrators:gated-fusion:MaximumInputWidth)", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Fuse_MoreWidthsThanAllowed_IsRefusedAndKnownWidthsGoOn()
    {
        using var model = FusionModels.Create(maximumWidths: 2);
        model.Fuse(FusionModels.Sample(1, 3, 3));
        model.Fuse(FusionModels.Sample(1, 4, 3));

        var exception = Assert.Throws<AdvancedRlException>(() => model.Fuse(FusionModels.Sample(1, 5, 3)));
        Assert.Contains("MaximumWidths", exception.Message, StringComparison.Ordinal);
        Assert.Equal(16, model.Fuse(FusionModels.Sample(2, 3, 3)).Vector.Length);
    }

    [Fact]
    public void Fuse_SameSeed_SameVectorsWhateverTheOrderOfWidths()
    {
        using var first = FusionModels.Create(seed: 5);
        using var second = FusionModels.Create(seed: 5);
        using var other = FusionModels.Create(seed: 6);
        second.Fuse(FusionModels.Sample(9, 7, 7));

        var sample = FusionModels.Sample(1);
        Assert.Equal(first.Fuse(sample).Vector.ToArray(), second.Fuse(sample).Vector.ToArray());
        Assert.NotEqual(first.Fuse(sample).Vector.ToArray(), other.Fuse(sample).Vector.ToArray());
    }

    [Fact]
    public async Task Load_WhatWasSaved_FusesTheSame()
    {
        using var model = FusionModels.Create(seed: 5);
        await model.TrainAsync(FusionTasks.OneTells(true, 64, 1), new FusionTrainingOptions { Epochs = 2 }, cancellationToken: Token);
        var sample = FusionTasks.OneTells(true, 1, 2)[0].Anchor;
        var stream = new MemoryStream();
        await model.SaveAsync(stream, Token);
        stream.Position = 0;

        using var loaded = FusionModels.Create(seed: 99);
        await loaded.LoadAsync(stream, Token);

        Assert.Equal(model.Fuse(sample).Vector.ToArray(), loaded.Fuse(sample).Vector.ToArray());
        Assert.True(loaded.Fuse(sample).IsTrained);
        Assert.True(loaded.Fuse(sample with { Visual = default }).IsTrained);
        Assert.False(loaded.Fuse(FusionModels.Sample(1)).IsTrained);
    }

    [Fact]
    public async Task Load_AnotherDimension_IsAMismatchAndTheWeightsStay()
    {
        using var small = FusionModels.Create(dimension: 8);
        using var model = FusionModels.Create(dimension: 16);
        var sample = FusionModels.Sample(1);
        small.Fuse(sample);
        var before = model.Fuse(sample).Vector.ToArray();
        var stream = new MemoryStream();
        await small.SaveAsync(stream, Token);
        stream.Position = 0;

        var exception = await Assert.ThrowsAsync<StateException>(async () => await model.LoadAsync(stream, Token));

        Assert.Equal(AdvancedRlErrorCode.StateMismatch, exception.ErrorCode);
        Assert.Equal(before, model.Fuse(sample).Vector.ToArray());
    }

    [Theory]
    [InlineData("text.2", "float32", 4, AdvancedRlErrorCode.StateCorrupt)]
    [InlineData("gate.2", "float32", 4, AdvancedRlErrorCode.StateMismatch)]
    [InlineData("text.0", "float32", 0, AdvancedRlErrorCode.StateMismatch)]
    [InlineData("other", "float32", 4, AdvancedRlErrorCode.StateMismatch)]
    [InlineData("text.2", "int32", 4, AdvancedRlErrorCode.StateMismatch)]
    public async Task Load_HostileTensor_IsRefused(string name, string type, int numbers, AdvancedRlErrorCode expected)
    {
        var data = MemoryMarshal.AsBytes(Enumerable.Repeat(float.NaN, numbers).ToArray().AsSpan()).ToArray();
        var checkpoint = new Checkpoint
        {
            Kind = GatedFusionWeights.Kind,
            ModelVersion = 1,
            Tensors = [new CheckpointTensor { Name = name, ElementType = type, Shape = [2, numbers / 2], Data = data }],
        };
        using var model = FusionModels.Create(dimension: 2);

        var exception = await Assert.ThrowsAsync<StateException>(async () => await model.LoadAsync(new MemoryStream(CheckpointFormat.Write(checkpoint)), Token));
        Assert.Equal(expected, exception.ErrorCode);
    }

    [Fact]
    public async Task Fuse_WhileTrainingAndLoading_StaysWhole()
    {
        using var model = FusionModels.Create();
        var pairs = FusionTasks.OneTells(true, 32, 1);
        var stream = new MemoryStream();
        model.Fuse(pairs[0].Anchor);
        await model.SaveAsync(stream, Token);
        using var done = new CancellationTokenSource();

        var fusing = Task.Run(() => Parallel.For(0, 4, _ =>
        {
            while (!done.IsCancellationRequested)
                Assert.All(model.Fuse(pairs[0].Anchor).Vector.ToArray(), number => Assert.InRange(number, -1f, 1f));
        }), Token);
        for (var i = 0; i < 5; i++)
        {
            await model.TrainAsync(pairs, new FusionTrainingOptions { Epochs = 1 }, cancellationToken: Token);
            await model.LoadAsync(new MemoryStream(stream.ToArray()), Token);
        }

        await done.CancelAsync();
        await fusing;
        Assert.False(model.Fuse(pairs[0].Anchor).IsTrained);
    }

    [Fact]
    public void Fuse_ManyThreads_GivesWhatOneThreadGives()
    {
        using var model = FusionModels.Create();
        var samples = Enumerable.Range(0, 64).Select(i => FusionModels.Sample(i, 8 + (i % 4), 4 + (i % 3))).ToArray();
        using var alone = FusionModels.Create();
        var expected = samples.Select(sample => alone.Fuse(sample).Vector.ToArray()).ToArray();

        Parallel.For(0, 640, i => Assert.Equal(expected[i % 64], model.Fuse(samples[i % 64]).Vector.ToArray()));
    }

    [Fact]
    public void Fuse_Disposed_Throws()
    {
        var model = FusionModels.Create();
        model.Fuse(FusionModels.Sample(1));
        model.Dispose();
        model.Dispose();

        Assert.Throws<ObjectDisposedException>(() => model.Fuse(FusionModels.Sample(1)));
    }

    private static async Task<Dictionary<string, double[][]>> WeightsAsync(GatedFusionModel model)
    {
        var stream = new MemoryStream();
        await model.SaveAsync(stream, Token);
        stream.Position = 0;
        var checkpoint = await CheckpointStreams.ReadAsync(stream, 1 << 20, Token);
        return checkpoint.Tensors.ToDictionary(
            tensor => tensor.Name,
            tensor => MemoryMarshal.Cast<byte, float>(tensor.Data.Span).ToArray().Chunk((int)tensor.Shape[1]).Select(row => Array.ConvertAll(row, value => (double)value)).ToArray());
    }

    private static double[] Normalize(ReadOnlyMemory<float> vector)
    {
        var values = Array.ConvertAll(vector.ToArray(), value => (double)value);
        var rms = Math.Sqrt(values.Average(value => value * value));
        return Array.ConvertAll(values, value => value / rms);
    }

    private static double[] Apply(double[][] weights, double[] input, Func<double, double> activation) =>
        [.. weights.Select(row => activation(row.Zip(input, (a, b) => a * b).Sum()))];

    private static void AssertClose(double[] expected, ReadOnlyMemory<float> actual)
    {
        for (var i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], actual.Span[i], 1e-5);
    }
}
