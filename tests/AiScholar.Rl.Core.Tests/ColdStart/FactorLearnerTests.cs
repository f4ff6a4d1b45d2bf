using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace AiScholar.Rl.Core.Tests;

[Trait("Category", "Unit")]
public sealed class FactorLearnerTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task CompareAsync_TastesThere_IsRecommendedOverTheBaseline()
    {
        using FactorLearner learner = TasteTasks.Learner();

        MetaLearningReport report = await MetaLearningEvaluator.CompareAsync(learner, TasteTasks.Baseline(), TasteTasks.Create(150, 1), cancellationToken: Token);

        Assert.True(report.IsRecommended, report.Reason);
        Assert.All(report.Rows.Where(row => row.SupportSize >= 3), row => Assert.True(row.DifferenceUpperBound < 0, report.ToMarkdown()));
        Assert.Equal((120, 30), (report.TrainingTasks, report.NewTasks));
        Assert.Contains("| 10 |", report.ToMarkdown(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task CompareAsync_BaselineAgainstItself_IsNotRecommended()
    {
        MetaLearningReport report = await MetaLearningEvaluator.CompareAsync(TasteTasks.Baseline(), TasteTasks.Baseline(), TasteTasks.Create(60, 1, taste: 0), cancellationToken: Token);

        Assert.False(report.IsRecommended);
        Assert.Contains("does not beat", report.Reason, StringComparison.Ordinal);
        Assert.All(report.Rows, row => Assert.Equal(row.LearnerError, row.BaselineError));
    }

    [Fact]
    public async Task AdaptAsync_MoreSupport_LowersErrorAndVariance()
    {
        using FactorLearner learner = await TrainedAsync();
        double[] errors = new double[3], variances = new double[3];
        foreach (MetaTask task in TasteTasks.Create(40, 2))
        {
            for (int i = 0; i < 3; i++)
            {
                ITaskPredictor predictor = await learner.AdaptAsync([.. task.Examples.Skip(10).Take(5 * i)], Token);
                MetaPrediction[] predicted = [.. task.Examples.Skip(25).Select(example => predictor.Predict(example.Item))];
                errors[i] += predicted.Zip(task.Examples.Skip(25), (prediction, example) => Math.Abs(prediction.Mean - example.Target)).Average() / 40;
                variances[i] += predicted.Average(prediction => prediction.Variance!.Value) / 40;
            }
        }

        Assert.True(errors[0] > errors[1] && errors[1] > errors[2], string.Join(' ', errors));
        Assert.True(variances[0] > variances[1] && variances[1] > variances[2], string.Join(' ', variances));
        Assert.InRange(variances[2], 0.05, 1);
    }

    [Fact]
    public async Task Adapt_Support_EqualsTheNormalEquations()
    {
        using FactorLearner learner = await TrainedAsync(validation: 0);
        FactorModel model = learner.State.Members[0];
        (int, double)[] support = [(12, 1.0), (20, -0.5), (33, 0.2)];

        FactorPosterior posterior = model.Adapt(support);

        // A u = b with A and b summed from the definition, term by term.
        int size = model.Size;
        for (int k = 0; k < size; k++)
        {
            double left = 0, right = 0;
            for (int l = 0; l < size; l++)
            {
                double a = model.PriorPrecision[(k * size) + l];
                right += model.PriorPrecision[(k * size) + l] * model.PriorMean[l];
                foreach ((int item, _) in support)
                    a += ((W(item, k) * W(item, l)) + (k > 0 && l > 0 ? model.Items.Covariance(item)[(k * size) + l] : 0)) / model.Noise;
                left += a * posterior.Mean[l];
            }

            foreach ((int item, double value) in support)
                right += ((W(item, k) * (value - model.Items.Mean(item)[0])) - (k > 0 ? model.Items.Covariance(item)[k * size] : 0)) / model.Noise;
            Assert.Equal(right, left, 6);
        }

        double W(int item, int k) => k == 0 ? 1 : model.Items.Mean(item)[k];
    }

    [Fact]
    public async Task Predict_Value_KeepsTheOrderOfMeans()
    {
        using FactorLearner learner = await TrainedAsync();
        ITaskPredictor predictor = await learner.AdaptAsync([.. TasteTasks.Create(1, 3)[0].Examples.Take(4)], Token);

        MetaPrediction[] predicted = [.. Enumerable.Range(0, TasteTasks.Items).Select(item => predictor.Predict(TasteTasks.Item(item))).OrderBy(prediction => prediction.Mean)];

        Assert.All(predicted.Zip(predicted.Skip(1)), pair => Assert.True(pair.First.Value <= pair.Second.Value));
    }

    [Fact]
    public async Task AdaptAsync_UnknownItems_ChangeNothingAndPredictThePrior()
    {
        using FactorLearner learner = await TrainedAsync();
        var unknown = new MetaItem { Id = "never seen" };

        ITaskPredictor without = await learner.AdaptAsync([], Token), with = await learner.AdaptAsync([new MetaExample { Item = unknown, Target = 5 }], Token);

        Assert.Equal(without.Predict(TasteTasks.Item(20)).Mean, with.Predict(TasteTasks.Item(20)).Mean, 9);
        Assert.InRange(without.Predict(unknown).Mean, 2, 4);
    }

    [Fact]
    public async Task MetaTrainAsync_SameSeed_SamePredictions()
    {
        using FactorLearner first = await TrainedAsync(), second = await TrainedAsync();

        Assert.Equal(await PredictAsync(first), await PredictAsync(second));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task SaveAndLoad_TrainedLearner_PredictsTheSame(bool factors)
    {
        using FactorLearner one = TasteTasks.Learner(), two = TasteTasks.Learner();
        IMetaLearner trained = factors ? one : TasteTasks.Baseline(), loaded = factors ? two : TasteTasks.Baseline();
        await trained.MetaTrainAsync(TasteTasks.Create(40, 1), Token);
        using var stream = new MemoryStream();
        await trained.SaveAsync(stream, Token);
        stream.Position = 0;
        await loaded.LoadAsync(stream, Token);

        Assert.Equal(await PredictAsync(trained), await PredictAsync(loaded));
        byte[] damaged = stream.ToArray();
        damaged[damaged.Length / 2] ^= 1;
        await Assert.ThrowsAsync<StateException>(() => loaded.LoadAsync(new MemoryStream(damaged), Token).AsTask());
        Assert.Equal(await PredictAsync(trained), await PredictAsync(loaded));
    }

    [Fact]
    public async Task AdaptAsync_WhileTraining_Predicts()
    {
        using FactorLearner learner = await TrainedAsync();
        Task training = learner.MetaTrainAsync(TasteTasks.Create(60, 4), Token);

        await Parallel.ForEachAsync(Enumerable.Range(0, 200), Token, async (_, _) => Assert.True(double.IsFinite((await PredictAsync(learner)).Value)));
        await training;
    }

    [Fact]
    public async Task MetaTrainAsync_UnusableTasks_AreRefused()
    {
        using FactorLearner learner = TasteTasks.Learner();
        MetaTask[] tasks = TasteTasks.Create(3, 1);
        MetaTask infinite = tasks[0] with { Id = "x", Examples = [new MetaExample { Item = TasteTasks.Item(1), Target = double.PositiveInfinity }] };

        foreach (MetaTask[] unusable in (MetaTask[][])[[], [tasks[0]], [tasks[0], tasks[0]], [tasks[0], infinite]])
            Assert.Equal(AdvancedRlErrorCode.FeatureInvalid, (await Assert.ThrowsAsync<PersonalizationException>(() => learner.MetaTrainAsync(unusable, Token))).ErrorCode);
        await Assert.ThrowsAsync<InvalidOperationException>(() => learner.AdaptAsync([], Token).AsTask());
        using var limited = new FactorLearner(Options.Create(new FactorLearnerOptions { MaxItems = 5 }));
        Assert.Contains("ColdStart:MaxItems", (await Assert.ThrowsAsync<PersonalizationException>(() => limited.MetaTrainAsync(tasks, Token))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task MetaTrainAsync_OneAnswerForAll_PredictsIt()
    {
        using FactorLearner learner = TasteTasks.Learner();
        MetaTask[] tasks = [.. TasteTasks.Create(20, 1).Select(task => task with { Examples = [.. task.Examples.Select(example => example with { Target = 4 })] })];
        await learner.MetaTrainAsync(tasks, Token);

        Assert.Equal(4, (await PredictAsync(learner)).Value, 6);
    }

    [Fact]
    public void AddColdStart_Repeated_RegistersOnceAndBinds()
    {
        using ServiceProvider services = new ServiceCollection().AddAdvancedRl(
            new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["ColdStart:Factors"] = "7" }).Build(), rl => rl.AddColdStart().AddColdStart()).BuildServiceProvider();

        Assert.Equal(7, services.GetRequiredService<IOptions<FactorLearnerOptions>>().Value.Factors);
        Assert.Same(services.GetRequiredService<IMetaLearner>(), services.GetRequiredKeyedService<IMetaLearner>("factors"));
        Assert.Same(services.GetRequiredService<IMetaLearner>(), services.GetRequiredService<IQuestionChooser>());
        Assert.Equal("bias-baseline", services.GetRequiredKeyedService<IMetaLearner>("bias-baseline").Name);
        Assert.Single(services.GetServices<IMetaLearner>());
    }

    private static async Task<FactorLearner> TrainedAsync(double validation = 0.2)
    {
        FactorLearner learner = TasteTasks.Learner(validation: validation);
        await learner.MetaTrainAsync(TasteTasks.Create(80, 1), Token);
        return learner;
    }

    private static async Task<MetaPrediction> PredictAsync(IMetaLearner learner) =>
        (await learner.AdaptAsync([.. TasteTasks.Create(1, 9)[0].Examples.Skip(10).Take(6)], Token)).Predict(TasteTasks.Item(30));
}
