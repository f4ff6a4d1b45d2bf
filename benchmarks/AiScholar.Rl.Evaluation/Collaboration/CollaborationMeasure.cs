using System.Globalization;
using AiScholar.Rl.Evaluation.Running;
using Microsoft.Extensions.DependencyInjection;

namespace AiScholar.Rl.Evaluation.Collaboration;

/// <summary>How often the 95 % intervals of collaboration patterns cover the effects that a history was made with.</summary>
public sealed class CollaborationMeasure : IMeasure
{
    private static readonly (string Step, double Effect)[] Planted =
    [
        ("team twice as large", TeamHistory.TeamSizeEffect),
        ("answers take twice as long", TeamHistory.ResponseTimeEffect),
        ("work shared a tenth more evenly", TeamHistory.BalanceEffect),
        ("twice as many messages a person", 0),
        ("people a tenth more specialised", 0),
    ];

    public string Name => "collaboration";

    public string Usage => "[--histories N] [--sessions N]";

    public bool NeedsData => false;

    public async Task<MeasureResult> RunAsync(MeasureArguments arguments, MeasureProgress progress, CancellationToken cancellationToken)
    {
        int histories = arguments.Integer("histories", 1000, 1), sessions = arguments.Integer("sessions", 300, 50);
        arguments.RejectUnknown();
        using ServiceProvider services = new ServiceCollection().AddAdvancedRl(rl => rl.AddResearchAssistant(assistant => assistant.AddDefaults())).BuildServiceProvider();
        var assistant = services.GetRequiredService<IResearchAssistant>();
        var (covered, sum, sure, seen) = (new int[Planted.Length], new double[Planted.Length], new int[Planted.Length], new int[Planted.Length]);
        var lines = new List<string>();
        for (int i = 0; i < histories; i++)
        {
            IReadOnlyList<WorkflowSession> history = TeamHistory.Draw(sessions, unchecked((arguments.Seed * 1_000_003) + i));
            WorkflowPatterns learnt = await assistant.LearnPatternsAsync(history, new PatternLearningRequest { Learner = "collaboration" }, cancellationToken);
            foreach (WorkflowPattern pattern in learnt.Patterns)
            {
                EffectEstimate effect = pattern.Effect!;
                int which = Array.FindIndex(Planted, planted => effect.Measure.EndsWith(planted.Step, StringComparison.Ordinal));
                if (which < 0)
                    continue;
                seen[which]++;
                double truth = Math.Exp(Planted[which].Effect);
                covered[which] += effect.LowerBound <= truth && truth <= effect.UpperBound ? 1 : 0;
                sure[which] += effect.LowerBound > 1 || effect.UpperBound < 1 ? 1 : 0;
                sum[which] += Math.Log(effect.Value);
                lines.Add(string.Create(CultureInfo.InvariantCulture, $"{i},{Planted[which].Step},{effect.Value},{effect.LowerBound},{effect.UpperBound},{truth}"));
            }

            progress.Report(i + 1, histories, "histories");
        }

        if (arguments.Predictions is { } path)
            await File.WriteAllLinesAsync(path, ["history,effect,odds_ratio,lower,upper,truth", .. lines], cancellationToken);
        return new MeasureResult
        {
            Columns = ["effect", "planted log odds ratio", "mean estimate", "coverage", "surely not 0"],
            Rows = [.. Planted.Select((planted, i) => (IReadOnlyList<string>)[planted.Step, Text(planted.Effect), Text(sum[i] / seen[i]), Text((double)covered[i] / seen[i]), Text((double)sure[i] / seen[i])])],
            Figures =
            [
                new("coverage", (double)covered.Sum() / seen.Sum()),
                new("coverage_team_size", (double)covered[0] / seen[0]),
                new("coverage_communication", (double)covered[1] / seen[1]),
                new("coverage_distribution", (double)covered[2] / seen[2]),
            ],
        };
    }

    private static string Text(double value) => value.ToString("0.####", CultureInfo.InvariantCulture);
}
