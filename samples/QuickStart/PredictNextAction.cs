using AiScholar.Rl;
using Spectre.Console;

namespace QuickStart;

/// <summary>Step 3: after watching some sessions, what does the researcher do next?</summary>
internal static class PredictNextAction
{
    private const int Watched = 120, Tested = 40;

    public static async Task RunAsync(IPersonalizer personalizer, int seed, OutputFolder? output)
    {
        Screen.Step(3, $"Predicting the next action after watching {Watched} sessions");
        var random = new Random(seed);
        for (int session = 0; session < Watched; session++)
        {
            List<UserAction> past = [];
            foreach (UserAction action in NextSession(random))
            {
                await personalizer.ObserveAsync(Context(past), action);
                past.Add(action);
            }
        }

        int right = 0, asked = 0;
        for (int session = 0; session < Tested; session++)
        {
            List<UserAction> past = [];
            foreach (UserAction action in NextSession(random))
            {
                PredictedAction? guess = past.Count == 0 ? null : await personalizer.PredictNextActionAsync(Context(past));
                asked += guess is null ? 0 : 1;
                right += guess?.ActionType == action.ActionType ? 1 : 0;
                past.Add(action);
            }
        }

        UserAction[] now = [new() { ActionType = ActionType.Search }, new() { ActionType = ActionType.Open }];
        PredictedAction? prediction = await personalizer.PredictNextActionAsync(Context(now));
        if (prediction is null)
        {
            Screen.Line("No predictor serves this domain.");
            return;
        }

        Screen.Line($"After search, open: {prediction.ActionType} ({prediction.Confidence:P0}). {prediction.Reasoning}");
        var chart = new BarChart { Width = Math.Min(60, Screen.Width), Label = "[bold]percent[/]", LabelAlignment = Justify.Left };
        foreach (ActionProbability candidate in prediction.Ranking.Where(candidate => candidate.Probability >= 0.005).Take(5))
            chart.AddItem(candidate.ActionType.Value, Math.Round(100 * candidate.Probability), Color.SteelBlue);
        Screen.Write(chart);
        Screen.Line($"In {Tested} new sessions {right} of {asked} next actions were predicted.");
        output?.WriteModel("prediction.json", prediction);
    }

    // Search, open, then mostly read and annotate; every fourth time the paper is saved for later instead.
    private static IEnumerable<UserAction> NextSession(Random random)
    {
        ActionType[] session = random.NextDouble() < 0.75
            ? [ActionType.Search, ActionType.Open, ActionType.Read, ActionType.Annotate, random.NextDouble() < 0.6 ? ActionType.Cite : ActionType.Save]
            : [ActionType.Search, ActionType.Open, ActionType.Save, ActionType.Search, ActionType.Open, ActionType.Read];
        return session.Select(type => new UserAction { ActionType = type, Outcome = "done" });
    }

    private static UserContext Context(IReadOnlyList<UserAction> past) =>
        new() { UserId = "ada", ResearchDomain = "machine-learning", CurrentTask = "literature-review", RecentActions = [.. past] };
}
