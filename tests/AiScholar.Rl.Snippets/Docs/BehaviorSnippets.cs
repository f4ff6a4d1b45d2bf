using AiScholar.Rl.Torch;
using Microsoft.Extensions.DependencyInjection;

namespace AiScholar.Rl.Snippets;

internal static class BehaviorSnippets
{
    public static async Task ObserveAndPredict(IPersonalizer personalizer, UserContext context)
    {
        // snippet-start: behavior-observe-and-predict
        await personalizer.ObserveAsync(context, new UserAction { ActionType = ActionType.Open, Outcome = "read-later" });

        PredictedAction? next = await personalizer.PredictNextActionAsync(context);
        if (next is not null)
            Console.WriteLine($"{next.ActionType} ({next.Confidence:P0}): {next.Reasoning}");
        // snippet-end
    }

    public static void Register(IAdvancedRlBuilder rl)
    {
        // snippet-start: behavior-domain
        rl.AddPersonalization(p => p.AddPredictorForDomain<ChemistryPredictor>("chemistry"));
        // snippet-end
    }

    public static void Add(IAdvancedRlBuilder rl)
    {
        // snippet-start: behavior-add-predictors
        rl.AddPersonalization(p => p
            .AddDefaults()
            .AddContextPredictor(domain: "lab-workflow") // asked first in its domain, silent elsewhere
            .UseSasRec(options => options.CheckpointPath = "models/reading.ckpt")
            .AddBlend());
        // snippet-end
    }

    public static async Task Train(IServiceProvider services, IReadOnlyList<IReadOnlyList<UserAction>> histories, CancellationToken cancellationToken)
    {
        // snippet-start: behavior-train-network
        ISequenceModel network = services.GetRequiredKeyedService<ISequenceModel>("default/sasrec");
        SequenceTrainingResult result = await network.TrainAsync(
            new SequenceTrainingSet { Sequences = [.. histories.Select(actions => new ActionSequence { Actions = actions })] },
            new SequenceTrainingOptions { MaxMinutes = 60, CheckpointPath = "models/reading.ckpt" },
            new Progress<SequenceTrainingProgress>(epoch => Console.WriteLine($"{epoch.Epoch}: NDCG@10 {epoch.ValidationNdcg:0.000}")),
            cancellationToken);
        Console.WriteLine(result.Protocol);
        // snippet-end
    }

    private sealed class ChemistryPredictor : IBehaviorPredictor
    {
        public ValueTask<PredictedAction?> PredictNextActionAsync(UserContext context, int rankingSize = 10, CancellationToken cancellationToken = default) =>
            ValueTask.FromResult<PredictedAction?>(null);
    }
}
