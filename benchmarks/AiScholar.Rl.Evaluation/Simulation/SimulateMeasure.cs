using System.Globalization;
using AiScholar.Rl.Evaluation.Running;
using AiScholar.Rl.Testing;

namespace AiScholar.Rl.Evaluation.Simulation;

/// <summary>Loops in simulated worlds with a known optimum, against chance and the optimum: drift, delayed rewards, worlds that stand still.</summary>
public sealed class SimulateMeasure : IMeasure
{
    private static readonly string[] Shown = ["regret", "regret_exponent", "optimal_share", "recovery_decisions", "recovered_share", "propensity_chi_square", "issues"];

    private static readonly Dictionary<string, Func<int, int, int, Scenario>> All = new(StringComparer.Ordinal)
    {
        ["drift"] = Scenarios.Drift,
        ["delay"] = Scenarios.Delay,
        ["worlds"] = Scenarios.Worlds,
    };

    public string Name => "simulate";

    public string Usage => "[--scenario drift|delay|worlds] [--replications N] [--degree N] [--plots FOLDER] [--report FILE.json|FILE.md]";

    public bool NeedsData => false;

    public async Task<MeasureResult> RunAsync(MeasureArguments arguments, MeasureProgress progress, CancellationToken cancellationToken)
    {
        string? only = arguments.Text("scenario");
        int replications = arguments.Integer("replications", 20, 1);
        int degree = arguments.Integer("degree", Environment.ProcessorCount, 1);
        string? plots = arguments.Text("plots");
        string? file = arguments.Text("report");
        arguments.RejectUnknown();
        if (only is not null && !All.ContainsKey(only))
            throw new MeasureInputException($"--scenario is '{only}'; there are {string.Join(", ", All.Keys)}.");

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
        return ToResult(results);
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

    private static MeasureResult ToResult(List<(Scenario Scenario, ExperimentReport Report)> results)
    {
        var figures = new List<KeyValuePair<string, double>>();
        var rows = new List<IReadOnlyList<string>>();
        foreach ((Scenario scenario, ExperimentReport report) in results)
        {
            figures.AddRange(scenario.Figures(report));
            foreach (ExperimentResult result in report.Results)
            {
                figures.Add(new($"regret_{Key(scenario.Name)}_{Key(result.Environment)}_{Key(result.Learner)}", result.Mean("regret") ?? double.NaN));
                rows.Add([scenario.Name, result.Environment, result.Learner, .. Shown.Select(name => Cell(result, name))]);
            }
        }

        return new MeasureResult { Columns = ["scenario", "world", "learner", .. Shown.Select(name => name.Replace('_', ' '))], Rows = rows, Figures = figures };
    }

    private static string Cell(ExperimentResult result, string name) =>
        result.Figures.FirstOrDefault(figure => figure.Name == name) is not { } figure ? ""
        : name == "regret" && figure.UpperBound is { } upper ? string.Create(CultureInfo.InvariantCulture, $"{figure.Mean:F0} ±{upper - figure.Mean:F0}")
        : figure.Mean.ToString(Math.Abs(figure.Mean) >= 10 ? "F0" : "0.###", CultureInfo.InvariantCulture);

    private static string Key(string name) => string.Join('_', name.Split([' ', ',', '-'], StringSplitOptions.RemoveEmptyEntries));
}
