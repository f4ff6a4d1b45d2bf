namespace AiScholar.Rl.Core.Tests;

[Trait("Category", "Unit")]
public sealed class QuestionChoiceTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ChooseQuestionsAsync_FiveQuestions_TellMoreThanRandomAndPopularOnes()
    {
        using FactorLearner learner = await TrainedAsync();
        var random = new Random(1);
        double chosen = 0, drawn = 0, popular = 0;
        foreach (MetaTask user in TasteTasks.Create(60, 2))
        {
            MetaExample[] shuffled = [.. user.Examples.Skip(10)];
            random.Shuffle(shuffled);
            MetaExample[] queries = shuffled[..10], askable = [.. user.Examples.Take(10), .. shuffled[10..]];
            var questions = await learner.ChooseQuestionsAsync(new QuestionRequest { Candidates = [.. askable.Select(example => example.Item)], Count = 5 }, Token);
            chosen += await ErrorAsync(learner, [.. questions.Select(question => askable.First(example => example.Item.Id == question.Item.Id))], queries);
            random.Shuffle(askable);
            drawn += await ErrorAsync(learner, askable[..5], queries);

            // Everyone rates the bland items: they are the most popular.
            popular += await ErrorAsync(learner, [.. user.Examples.Take(5)], queries);
        }

        Assert.True(chosen < 0.9 * drawn, $"chosen {chosen}, random {drawn}");
        Assert.True(drawn < popular, $"random {drawn}, popular {popular}");
    }

    [Theory]
    [InlineData(QuestionCriterion.PredictionVariance)]
    [InlineData(QuestionCriterion.Information)]
    public async Task ChooseQuestionsAsync_EitherCriterion_AvoidsItemsThatTellNothing(QuestionCriterion criterion)
    {
        using FactorLearner learner = await TrainedAsync();
        MetaItem[] all = [.. Enumerable.Range(0, TasteTasks.Items).Select(TasteTasks.Item), new MetaItem { Id = "unknown" }];

        var questions = await learner.ChooseQuestionsAsync(new QuestionRequest { Candidates = all, Count = 4, Criterion = criterion }, Token);

        Assert.Equal(4, questions.DistinctBy(question => question.Item.Id).Count());
        Assert.DoesNotContain(questions.Take(2), question => int.Parse(question.Item.Id[5..], System.Globalization.CultureInfo.InvariantCulture) < 10);
        Assert.All(questions, question => Assert.True(question.VarianceReduction > 0));
        Assert.True(questions[0].VarianceReduction > questions[3].VarianceReduction);
    }

    [Fact]
    public async Task ChooseQuestionsAsync_FirstChoice_LowersTheTargetsVarianceByWhatItSays()
    {
        using FactorLearner learner = await TrainedAsync();
        FactorModel model = learner.State.Members[0].With(EvidenceWeights.Default);
        MetaItem[] targets = [TasteTasks.Item(15), TasteTasks.Item(25)];
        FactorPosterior before = model.Adapt([]);

        QuestionChoice best = new QuestionDesign(before, targets).Choose([.. Enumerable.Range(0, TasteTasks.Items).Select(TasteTasks.Item)], 1, QuestionCriterion.PredictionVariance, Token)[0];

        // The variance of w'u falls alike whatever the answer is; the items' own uncertainty is left out on both sides up to a small term.
        FactorPosterior after = model.Adapt([(model.Find(best.Item.Id), 0)]);
        double fall = targets.Average(target => Spread(before, target) - Spread(after, target)) * model.Scale.Deviation * model.Scale.Deviation;
        Assert.InRange(best.VarianceReduction, 0.75 * fall, 1.3 * fall);

        double Spread(FactorPosterior posterior, MetaItem item)
        {
            double[] w = [1, .. model.Vector(model.Find(item.Id))[1..]];
            return Enumerable.Range(0, w.Length).Sum(k => Enumerable.Range(0, w.Length).Sum(l => w[k] * w[l] * posterior.Covariance[(k * w.Length) + l]));
        }
    }

    [Fact]
    public async Task ChooseQuestionsAsync_CountBelowOne_IsRefused()
    {
        using FactorLearner learner = await TrainedAsync();

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => learner.ChooseQuestionsAsync(new QuestionRequest { Candidates = [], Count = 0 }, Token).AsTask());
        Assert.Empty(await learner.ChooseQuestionsAsync(new QuestionRequest { Candidates = [new MetaItem { Id = "unknown" }] }, Token));
    }

    private static async Task<double> ErrorAsync(FactorLearner learner, MetaExample[] support, MetaExample[] queries)
    {
        ITaskPredictor predictor = await learner.AdaptAsync(support, Token);
        return queries.Average(query => Math.Abs(predictor.Predict(query.Item).Mean - query.Target));
    }

    private static async Task<FactorLearner> TrainedAsync()
    {
        FactorLearner learner = TasteTasks.Learner();
        await learner.MetaTrainAsync(TasteTasks.Create(100, 1), Token);
        return learner;
    }
}
