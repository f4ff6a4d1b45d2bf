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

    private sealed class ChemistryPredictor : IBehaviorPredictor
    {
        public ValueTask<PredictedAction?> PredictNextActionAsync(UserContext context, int rankingSize = 10, CancellationToken cancellationToken = default) =>
            ValueTask.FromResult<PredictedAction?>(null);
    }
}
