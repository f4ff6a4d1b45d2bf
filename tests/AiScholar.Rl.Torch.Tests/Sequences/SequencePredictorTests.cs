using Microsoft.Extensions.DependencyInjection;

namespace AiScholar.Rl.Torch.Tests;

[Trait("Category", "Integration")]
public sealed class SequencePredictorTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task TrainAsync_RuleOfTwoActions_SasRecLearnsIt()
    {
        await using var services = SequenceTasks.Services();

        var result = await SequenceTasks.Model(services).TrainAsync(SequenceTasks.Turns(), SequenceTasks.Quick, cancellationToken: Token);

        var prediction = await SequenceTasks.Predictor(services).PredictNextActionAsync(SequenceTasks.After(3, 5, 3, 5), cancellationToken: Token);
        Assert.Equal("a3", prediction!.ActionType.Value);
        Assert.InRange(result.Curve.Max(point => point.ValidationNdcg!.Value), 0.8, 1);
        Assert.Contains("full ranking", result.Protocol, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sasrec", SequenceLoss.FullSoftmax)]
    [InlineData("sasrec", SequenceLoss.SampledSoftmax)]
    [InlineData("sasrec", SequenceLoss.GeneralizedBinary)]
    [InlineData("gru4rec", SequenceLoss.FullSoftmax)]
    public async Task TrainAsync_RuleOfOneAction_EveryLossLearnsItAndSaysWhy(string kind, SequenceLoss loss)
    {
        await using var services = SequenceTasks.Services();

        await SequenceTasks.Model(services, kind).TrainAsync(SequenceTasks.Steps(), SequenceTasks.Quick with { Loss = loss, Negatives = 4 }, cancellationToken: Token);

        var prediction = (await SequenceTasks.Predictor(services, kind).PredictNextActionAsync(SequenceTasks.After(1, 2, 3), 100, Token))!;
        Assert.Equal("a4", prediction.ActionType.Value);
        Assert.Equal(SequenceTasks.Actions, prediction.Ranking.Count);
        Assert.Equal(1, prediction.Ranking.Sum(candidate => candidate.Probability), 1e-4);
        Assert.Contains("a3", prediction.Reasoning, StringComparison.Ordinal);
        Assert.Equal(kind, prediction.Predictor);
    }

    [Fact]
    public async Task TrainAsync_TimeDecides_TimestampsTellIt()
    {
        await using var services = SequenceTasks.Services(options => options.UseTimestamps = true);
        SequenceTrainingSet data = new()
        {
            Sequences = [.. Enumerable.Range(0, 80).Select(i => new ActionSequence { Actions = [SequenceTasks.Action(0), SequenceTasks.Action(1, i % 2 == 0 ? 5 : 90_000), SequenceTasks.Action(2 + (i % 2), 90_001)] })],
        };

        await SequenceTasks.Model(services).TrainAsync(data, SequenceTasks.Quick, cancellationToken: Token);

        foreach (var (seconds, expected) in ((double, string)[])[(5, "a2"), (90_000, "a3")])
        {
            var context = new UserContext { RecentActions = [SequenceTasks.Action(0), SequenceTasks.Action(1, seconds)] };
            Assert.Equal(expected, (await SequenceTasks.Predictor(services).PredictNextActionAsync(context, cancellationToken: Token))!.ActionType.Value);
        }
    }

    [Fact]
    public async Task TrainAsync_PersonDecides_UserFeaturesTellIt()
    {
        await using var services = SequenceTasks.Services();
        SequenceTrainingSet data = new()
        {
            Sequences = [.. Enumerable.Range(0, 80).Select(i => new ActionSequence { Actions = [SequenceTasks.Action(0), SequenceTasks.Action(2 + (i % 2))], Features = [Feature.Categorical("role", i % 2 == 0 ? "student" : "teacher")] })],
            ActionFeatures = new Dictionary<ActionType, FeatureSet> { [new ActionType("a0")] = [Feature.Tags("topics", ["start", "all"])] },
        };

        await SequenceTasks.Model(services).TrainAsync(data, SequenceTasks.Quick with { ValidationSequences = 0 }, cancellationToken: Token);

        foreach (var (role, expected) in ((string, string)[])[("student", "a2"), ("teacher", "a3")])
        {
            UserContext context = new() { RecentActions = [SequenceTasks.Action(0)], Features = [Feature.Categorical("role", role)] };
            Assert.Equal(expected, (await SequenceTasks.Predictor(services).PredictNextActionAsync(context, cancellationToken: Token))!.ActionType.Value);
        }
    }

    [Theory]
    [InlineData("sasrec")]
    [InlineData("gru4rec")]
    public async Task TrainAsync_SameSeed_SamePredictionsAndSavedOnesToo(string kind)
    {
        await using ServiceProvider one = SequenceTasks.Services(), two = SequenceTasks.Services(), loaded = SequenceTasks.Services();
        var options = SequenceTasks.Quick with { Epochs = 3, Dropout = 0.2, Seed = 5 };
        await SequenceTasks.Model(one, kind).TrainAsync(SequenceTasks.Turns(), options, cancellationToken: Token);
        await SequenceTasks.Model(two, kind).TrainAsync(SequenceTasks.Turns(), options, cancellationToken: Token);
        using var saved = new MemoryStream();
        await SequenceTasks.Model(one, kind).SaveAsync(saved, Token);
        saved.Position = 0;

        await SequenceTasks.Model(loaded, kind).LoadAsync(saved, Token);

        var context = SequenceTasks.After(3, 1, 4);
        var expected = (await SequenceTasks.Predictor(one, kind).PredictNextActionAsync(context, 100, Token))!.Ranking;
        Assert.Equal(expected, (await SequenceTasks.Predictor(two, kind).PredictNextActionAsync(context, 100, Token))!.Ranking);
        Assert.Equal(expected, (await SequenceTasks.Predictor(loaded, kind).PredictNextActionAsync(context, 100, Token))!.Ranking);
    }

    [Fact]
    public async Task LoadAsync_OtherKindOrDamage_IsRefusedAndKeepsTheOldOne()
    {
        await using var services = SequenceTasks.Services();
        await SequenceTasks.Model(services).TrainAsync(SequenceTasks.Steps(), SequenceTasks.Quick with { Epochs = 1 }, cancellationToken: Token);
        using var saved = new MemoryStream();
        await SequenceTasks.Model(services).SaveAsync(saved, Token);
        var damaged = saved.ToArray();
        damaged[^100] ^= 1;

        saved.Position = 0;
        await Assert.ThrowsAsync<StateException>(async () => await SequenceTasks.Model(services, "gru4rec").LoadAsync(saved, Token));
        await Assert.ThrowsAsync<StateException>(async () => await SequenceTasks.Model(services).LoadAsync(new MemoryStream(damaged), Token));
        await Assert.ThrowsAsync<StateException>(async () => await SequenceTasks.Model(services).LoadAsync("/nowhere/network.ckpt", Token));
        Assert.Equal(0, SequenceTasks.Model(services, "gru4rec").ActionCount);
        Assert.Equal(SequenceTasks.Actions, SequenceTasks.Model(services).ActionCount);
    }

    [Fact]
    public async Task TrainAsync_BadInput_SaysWhatIsWrong()
    {
        await using var services = SequenceTasks.Services(options => options.MaximumActions = 4);
        var model = SequenceTasks.Model(services);

        var few = await Assert.ThrowsAsync<AdvancedRlException>(() => model.TrainAsync(new SequenceTrainingSet { Sequences = [] }, cancellationToken: Token));
        var many = await Assert.ThrowsAsync<AdvancedRlException>(() => model.TrainAsync(SequenceTasks.Steps(), cancellationToken: Token));
        var option = await Assert.ThrowsAsync<AdvancedRlException>(() => model.TrainAsync(SequenceTasks.Steps(), new SequenceTrainingOptions { LearningRate = 2 }, cancellationToken: Token));

        Assert.Equal((AdvancedRlErrorCode.FeatureInvalid, AdvancedRlErrorCode.FeatureInvalid, AdvancedRlErrorCode.InvalidConfiguration), (few.ErrorCode, many.ErrorCode, option.ErrorCode));
        Assert.Contains("MaximumActions = 4", many.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SaveAsync_Untrained_LoadsAsUntrained()
    {
        await using ServiceProvider services = SequenceTasks.Services(), others = SequenceTasks.Services();
        await SequenceTasks.Model(others).TrainAsync(SequenceTasks.Steps(), SequenceTasks.Quick with { Epochs = 1 }, cancellationToken: Token);
        using var saved = new MemoryStream();
        await SequenceTasks.Model(services).SaveAsync(saved, Token);
        saved.Position = 0;

        await SequenceTasks.Model(others).LoadAsync(saved, Token);

        Assert.Equal(0, SequenceTasks.Model(others).ActionCount);
        Assert.Null(await SequenceTasks.Predictor(others).PredictNextActionAsync(SequenceTasks.After(1), cancellationToken: Token));
    }

    [Fact]
    public async Task PredictNextActionAsync_UntrainedUnknownOrOtherDomain_IsNull()
    {
        await using var services = SequenceTasks.Services(domain: "biology");
        var (model, predictor) = (SequenceTasks.Model(services), SequenceTasks.Predictor(services));
        var inside = SequenceTasks.After(1) with { ResearchDomain = "Biology" };
        Assert.Null(await predictor.PredictNextActionAsync(inside, cancellationToken: Token));

        await model.TrainAsync(SequenceTasks.Steps(), SequenceTasks.Quick with { Epochs = 1 }, cancellationToken: Token);

        Assert.NotNull(await predictor.PredictNextActionAsync(inside, cancellationToken: Token));
        Assert.Null(await predictor.PredictNextActionAsync(SequenceTasks.After(1), cancellationToken: Token));
        Assert.Null(await predictor.PredictNextActionAsync(new UserContext { ResearchDomain = "biology", RecentActions = [SequenceTasks.Action(999)] }, cancellationToken: Token));
    }

    [Fact]
    public async Task TrainAsync_Cancelled_KeepsTheOldNetwork()
    {
        await using var services = SequenceTasks.Services();
        using var source = new CancellationTokenSource();
        var progress = new Recorder(point =>
        {
            if (point.Epoch == 2)
                source.Cancel();
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => SequenceTasks.Model(services).TrainAsync(SequenceTasks.Steps(), SequenceTasks.Quick, progress, source.Token));

        Assert.Equal(0, SequenceTasks.Model(services).ActionCount);
        Assert.Equal([1, 2], progress.Points.Select(point => point.Epoch));
    }

    [Fact]
    public async Task TrainAsync_CheckpointPath_HoldsTheBestEpoch()
    {
        await using ServiceProvider services = SequenceTasks.Services(), loaded = SequenceTasks.Services();
        var path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.ckpt");
        try
        {
            await SequenceTasks.Model(services).TrainAsync(SequenceTasks.Steps(), SequenceTasks.Quick with { Epochs = 4, CheckpointPath = path }, cancellationToken: Token);
            await SequenceTasks.Model(loaded).LoadAsync(path, Token);
        }
        finally
        {
            File.Delete(path);
        }

        var context = SequenceTasks.After(2, 3);
        Assert.Equal(
            (await SequenceTasks.Predictor(services).PredictNextActionAsync(context, 100, Token))!.Ranking,
            (await SequenceTasks.Predictor(loaded).PredictNextActionAsync(context, 100, Token))!.Ranking);
    }

    [Fact]
    public async Task TrainAsync_Resume_BeginsWhereTheNetworkIs()
    {
        await using var services = SequenceTasks.Services();
        var model = SequenceTasks.Model(services);
        var options = SequenceTasks.Quick with { Epochs = 8, Resume = true };
        var none = await Assert.ThrowsAsync<AdvancedRlException>(() => model.TrainAsync(SequenceTasks.Steps(), options, cancellationToken: Token));
        var first = await model.TrainAsync(SequenceTasks.Steps(), options with { Resume = false }, cancellationToken: Token);

        var second = await model.TrainAsync(SequenceTasks.Steps(), options, cancellationToken: Token);

        Assert.Equal(AdvancedRlErrorCode.InvalidConfiguration, none.ErrorCode);
        Assert.True(second.Curve[0].TrainingLoss < first.Curve[0].TrainingLoss * 0.7, $"{second.Curve[0].TrainingLoss} after {first.Curve[0].TrainingLoss}");
        await Assert.ThrowsAsync<AdvancedRlException>(() => model.TrainAsync(SequenceTasks.Turns(9, 20), options, cancellationToken: Token));
    }

    [Fact]
    public async Task PredictNextActionAsync_WhileTraining_AlwaysAnswers()
    {
        await using var services = SequenceTasks.Services();
        var (model, predictor) = (SequenceTasks.Model(services), SequenceTasks.Predictor(services));
        await model.TrainAsync(SequenceTasks.Steps(), SequenceTasks.Quick with { Epochs = 1 }, cancellationToken: Token);

        var training = model.TrainAsync(SequenceTasks.Steps(), SequenceTasks.Quick with { Epochs = 3 }, cancellationToken: Token);
        await Parallel.ForAsync(0, 64, Token, async (i, token) => Assert.NotNull(await predictor.PredictNextActionAsync(SequenceTasks.After(i % SequenceTasks.Actions), cancellationToken: token)));
        await training;
    }

    private sealed class Recorder(Action<SequenceTrainingProgress> report) : IProgress<SequenceTrainingProgress>
    {
        public List<SequenceTrainingProgress> Points { get; } = [];

        public void Report(SequenceTrainingProgress value)
        {
            Points.Add(value);
            report(value);
        }
    }
}
