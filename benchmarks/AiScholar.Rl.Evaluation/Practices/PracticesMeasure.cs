using System.Globalization;
using AiScholar.Rl.Evaluation.Running;
using Microsoft.Extensions.DependencyInjection;

namespace AiScholar.Rl.Evaluation.Practices;

/// <summary>How many of the practices that help are found, how many of those reported do nothing, and how often a practice that only goes with success through the team's size is taken for one that helps.</summary>
public sealed class PracticesMeasure : IMeasure
{
    public string Name => "practices";

    public string Usage => "[--histories N] [--sessions N] [--rate FDR]";

    public bool NeedsData => false;

    public async Task<MeasureResult> RunAsync(MeasureArguments arguments, MeasureProgress progress, CancellationToken cancellationToken)
    {
        int histories = arguments.Integer("histories", 200, 1), sessions = arguments.Integer("sessions", 400, 50);
        var request = new BestPracticesRequest { FalseDiscoveryRate = arguments.Number("rate", new BestPracticesRequest().FalseDiscoveryRate, 1e-6, 0.999) };
        arguments.RejectUnknown();
        using ServiceProvider services = new ServiceCollection().AddAdvancedRl(rl => rl.AddResearchAssistant(assistant => assistant.AddDefaults())).BuildServiceProvider();
        var assistant = services.GetRequiredService<IResearchAssistant>();
        var (found, falseShare, misled, misledUnadjusted, covered, reported) = (0, 0.0, 0, 0, 0, 0);
        var lines = new List<string>();
        for (int i = 0; i < histories; i++)
        {
            var history = new PracticeHistory(sessions, unchecked((arguments.Seed * 1_000_003) + i));
            BestPractices learnt = await assistant.FindBestPracticesAsync(history.Sessions, request, cancellationToken);
            BestPractice[] follow = [.. learnt.Practices.Where(practice => practice.Direction == PracticeDirection.Follow)];
            string[] names = [.. follow.Select(practice => practice.Conditions[0].Subject)];
            int right = names.Count(history.Helping.Contains), all = learnt.Practices.Count;
            found += right;
            misled += learnt.Practices.Count(practice => history.Misleading.Contains(practice.Conditions[0].Subject));
            BestPractices blind = await assistant.FindBestPracticesAsync([.. history.Sessions.Select(session => session with { CollaborationData = null })], request, cancellationToken);
            misledUnadjusted += blind.Practices.Count(practice => history.Misleading.Contains(practice.Conditions[0].Subject));
            falseShare += all == 0 ? 0 : (double)(all - right) / all;
            reported += all;
            covered += follow.Count(practice => history.Helping.Contains(practice.Conditions[0].Subject) && practice.OddsRatio is { LowerBound: <= 2, UpperBound: >= 2 });
            lines.AddRange(learnt.Practices.Select(practice => string.Create(CultureInfo.InvariantCulture,
                $"{i},{practice.Conditions[0].Subject},{practice.Direction},{practice.OddsRatio.Value},{practice.AdjustedPValue},{(history.Helping.Contains(practice.Conditions[0].Subject) ? "helps" : history.Misleading.Contains(practice.Conditions[0].Subject) ? "confounded" : "nothing")}")));
            progress.Report(i + 1, histories, "histories");
        }

        if (arguments.Predictions is { } path)
            await File.WriteAllLinesAsync(path, ["history,practice,direction,odds_ratio,adjusted_p,truth", .. lines], cancellationToken);
        double power = (double)found / (histories * PracticeHistory.Effective);
        double falseDiscovery = falseShare / histories;
        double confounded = (double)misled / (histories * PracticeHistory.Confounded);
        double unadjusted = (double)misledUnadjusted / (histories * PracticeHistory.Confounded);
        return new MeasureResult
        {
            Columns = ["histories", "sessions", "reported", "power", "false discovery", "confounded reported", "were team size unknown", "intervals of found ones that cover"],
            Rows = [[Text(histories), Text(sessions), Text(reported), Text(power), Text(falseDiscovery), Text(confounded), Text(unadjusted), Text((double)covered / Math.Max(1, found))]],
            Figures = [new("power", power), new("false_discovery", falseDiscovery), new("confounded_reported", confounded), new("confounded_reported_unadjusted", unadjusted)],
        };
    }

    private static string Text(double value) => value.ToString("0.####", CultureInfo.InvariantCulture);
}
