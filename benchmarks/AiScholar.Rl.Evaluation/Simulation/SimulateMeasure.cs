using System.Globalization;
using AiScholar.Rl.Evaluation.Running;
using AiScholar.Rl.Testing;

namespace AiScholar.Rl.Evaluation.Simulation;

/// <summary>Loops in simulated worlds with a known optimum, against chance and the optimum: drift, delayed rewards, worlds that stand still, a host to be imitated.</summary>
public sealed class SimulateMeasure : IMeasure
{
    private static readonly string[] Shown = ["regret", "regret_exponent", "optimal_share", "recovery_decisions", "recovered_share"];

    private const string ApprenticeName = "apprentice";

    // How often the simulated hosts take the best action.
    private static readonly double[] Consistencies = [1, 0.8];

    private static readonly Dictionary<string, Func<int, int, int, Scenario>> All = new(StringComparer.Ordinal)
    {
        ["drift"] = Scenarios.Drift,
        ["delay"] = Scenarios.Delay,
        ["worlds"] = Scenarios.Worlds,
    };

    public string Name => "simulate";

    public string Usage => "[--scenario drift|delay|apprentice|worlds] [--replications N] [--degree N] [--plots FOLDER] [--report FILE.json|FILE.md]";

    public bool NeedsData => false;

    public async Task<MeasureResult> RunAsync(MeasureArguments arguments, MeasureProgress progress, CancellationToken cancellationToken)
    {
        string? only = arguments.Text("scenario");
        int replications = arguments.Integer("replications", 20, 1);
        int degree = arguments.Integer("degree", Environment.ProcessorCount, 1);
        string? plots = arguments.Text("plots");
        string? file = arguments.Text("report");
        arguments.RejectUnknown();
        if (only is not null and not ApprenticeName && !All.ContainsKey(only))
            throw new MeasureInputException($"--scenario is '{only}'; there are {string.Join(", ", All.Keys)} and {ApprenticeName}.");

        var results = new List<(Scenario Scenario, ExperimentReport Report)>();
        foreach (Scenario scenario in All.Where(pair => only is null || pair.Key == only).Select(pair => pair.Value(replications, arguments.Seed, degree)))
        {
            var told = new Progress<double>(share => progress.Report((int)(share * 1000), 1000, scenario.Name));
            ExperimentReport report = await scenario.Experiment.RunAsync(told, cancellationToken);
            results.Add((scenario, report));
            if (plots is not null)
                Draw(scenario, report, plots);
        }

        if (file is not null)
            await File.WriteAllTextAsync(file, string.Concat(results.Select(result => file.EndsWith(".md", StringComparison.OrdinalIgnoreCase) ? result.Report.ToMarkdown() : result.Report.ToJson() + "\n")), cancellationToken);
        var rows = new List<IReadOnlyList<string>>();
        var figures = new List<KeyValuePair<string, double>>();
        if (only is null or ApprenticeName)
            await AddApprenticesAsync(rows, figures, replications, arguments.Seed, cancellationToken);
        return ToResult(results, rows, figures);
    }

    private static async Task AddApprenticesAsync(List<IReadOnlyList<string>> rows, List<KeyValuePair<string, double>> figures, int replications, int seed, CancellationToken cancellationToken)
    {
        foreach (double consistency in Consistencies)
        {
            var runs = new List<Apprenticeship>();
            for (int run = 0; run < replications; run++)
                runs.Add(await Apprenticeships.RunAsync(consistency, unchecked(seed + (7919 * run)), cancellationToken));
            string key = string.Create(CultureInfo.InvariantCulture, $"{consistency * 100:F0}");
            figures.Add(new($"apprentice_match_rate_{key}", runs.Average(run => run.Told)));
            figures.Add(new($"apprentice_true_match_rate_{key}", runs.Average(run => run.True)));
            figures.Add(new($"apprentice_recent_match_rate_{key}", runs.Average(run => run.RecentTold)));
            figures.Add(new($"apprentice_match_rate_error_{key}", runs.Max(run => run.Error)));
            figures.Add(new($"apprentice_host_share_{key}", runs.Average(run => run.IsAlwaysTheHosts ? 1 : 0)));
            rows.Add([ApprenticeName, $"host {key} %", "imitation", .. Shown.Select(_ => ""), string.Create(CultureInfo.InvariantCulture, $"{runs.Average(run => run.Told):F4} ({runs.Average(run => run.True):F4})")]);
        }
    }

    private static void Draw(Scenario scenario, ExperimentReport report, string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (IEnvironment environment in scenario.Experiment.Environments)
        {
            IReadOnlyList<ExperimentResult> drawn = report.In(environment.Name);
            var style = new PlotStyle { Title = $"{scenario.Name}: {environment.Name}", Marks = [.. environment.ChangePoints.Where(step => step < scenario.Experiment.Steps)] };
            string name = Path.Combine(folder, $"simulation-{scenario.Name}-{environment.Name}");
            File.WriteAllText($"{name}.svg", ExperimentPlot.ToSvg(drawn, style));
            if (scenario.DrawsOptimalShare)
                File.WriteAllText($"{name}-share.svg", ExperimentPlot.ToSvg(drawn, style with { Curve = ExperimentCurve.OptimalShare }));
        }
    }

    private static MeasureResult ToResult(List<(Scenario Scenario, ExperimentReport Report)> results, List<IReadOnlyList<string>> rows, List<KeyValuePair<string, double>> figures)
    {
        foreach ((Scenario scenario, ExperimentReport report) in results)
        {
            figures.AddRange(scenario.Figures(report));
            foreach (ExperimentResult result in report.Results)
            {
                figures.Add(new($"regret_{Key(scenario.Name)}_{Key(result.Environment)}_{Key(result.Learner)}", result.Mean("regret") ?? double.NaN));
                rows.Add([scenario.Name, result.Environment, result.Learner, .. Shown.Select(name => Cell(result, name)), ""]);
            }
        }

        return new MeasureResult { Columns = ["scenario", "world", "learner", .. Shown.Select(name => name.Replace('_', ' ')), "match rate (true)"], Rows = rows, Figures = figures };
    }

    private static string Cell(ExperimentResult result, string name) =>
        result.Figures.FirstOrDefault(figure => figure.Name == name) is not { } figure ? ""
        : name == "regret" && figure.UpperBound is { } upper ? string.Create(CultureInfo.InvariantCulture, $"{figure.Mean:F0} ±{upper - figure.Mean:F0}")
        : figure.Mean.ToString(Math.Abs(figure.Mean) >= 10 ? "F0" : "0.###", CultureInfo.InvariantCulture);

    private static string Key(string name) => string.Join('_', name.Split([' ', ',', '-'], StringSplitOptions.RemoveEmptyEntries));
}
