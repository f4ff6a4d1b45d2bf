using AiScholar.Rl.Core;
using AiScholar.Rl.Torch;
using Microsoft.Extensions.DependencyInjection;

namespace AiScholar.Rl.Snippets;

internal static class ColdStartSnippets
{
    public static async Task Learn(IServiceCollection collection, IEnumerable<(string User, IEnumerable<(string Item, double Rating)> Ratings)> ratings, IReadOnlyList<MetaItem> known, CancellationToken cancellationToken)
    {
        // snippet-start: cold-start-register
        collection.AddAdvancedRl(rl => rl.AddColdStart());
        // snippet-end
        using ServiceProvider services = collection.BuildServiceProvider();

        // snippet-start: cold-start-train
        IMetaLearner learner = services.GetRequiredService<IMetaLearner>();
        MetaTask[] tasks = [.. ratings.Select(user => new MetaTask
        {
            Id = user.User,
            Examples = [.. user.Ratings.Select(rating => new MetaExample { Item = new MetaItem { Id = rating.Item }, Target = rating.Rating })],
        })];
        await learner.MetaTrainAsync(tasks, cancellationToken);
        // snippet-end

        // snippet-start: cold-start-adapt
        MetaExample[] support = [new() { Item = new MetaItem { Id = "attention-is-all-you-need" }, Target = 5 }];
        ITaskPredictor newcomer = await learner.AdaptAsync(support, cancellationToken);
        MetaPrediction prediction = newcomer.Predict(new MetaItem { Id = "bert" });
        Console.WriteLine($"{prediction.Value:F2}, {prediction.Mean:F2} ± {Math.Sqrt(prediction.Variance ?? 0):F2}");
        // snippet-end

        // snippet-start: cold-start-questions
        IQuestionChooser chooser = services.GetRequiredService<IQuestionChooser>();
        IReadOnlyList<QuestionChoice> questions = await chooser.ChooseQuestionsAsync(new QuestionRequest { Candidates = known, Count = 5 }, cancellationToken);
        // snippet-end

        // snippet-start: cold-start-compare
        IMetaLearner baseline = services.GetRequiredKeyedService<IMetaLearner>(ColdStartBuilderExtensions.BiasBaselineName);
        MetaLearningReport report = await MetaLearningEvaluator.CompareAsync(learner, baseline, tasks, cancellationToken: cancellationToken);
        Console.WriteLine(report.ToMarkdown());
        // snippet-end
        Console.WriteLine(questions.Count);
    }

    public static async Task Networks(IServiceCollection collection, IReadOnlyList<MetaTask> tasks, CancellationToken cancellationToken)
    {
        // snippet-start: cold-start-networks
        collection.AddAdvancedRl(rl => rl.AddMetaNetworks(network => network.MetaSteps = 5000));
        using ServiceProvider services = collection.BuildServiceProvider();
        IMetaLearner anil = services.GetRequiredKeyedService<IMetaLearner>(MetaNetworkBuilderExtensions.AnilName);
        await anil.MetaTrainAsync(tasks, cancellationToken);
        // snippet-end
    }
}
