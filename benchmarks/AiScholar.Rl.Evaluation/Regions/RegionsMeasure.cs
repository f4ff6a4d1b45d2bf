using System.Diagnostics;
using System.Globalization;
using AiScholar.Rl.Evaluation.Running;
using Microsoft.Extensions.DependencyInjection;

namespace AiScholar.Rl.Evaluation.Regions;

/// <summary>
/// Captions, display equations and tables of whole papers by area of tokens, as DocBank defines it (see <see cref="LabelAreas"/>). Each
/// <c>X_black.pdf</c> is analysed through <see cref="IDocumentAnalyzer"/> with its defaults; only then is the truth read from the fill colours of
/// <c>X_color.pdf</c>, the same paper in the same layout. A token is detected as a caption, equation or table when the centre of its ink lies in a
/// box of that kind; a caption's printed label is left out, since the truth leaves it uncoloured. Areas are pooled over the papers of a half:
/// papers in order of their names, first, third, ... to tune on, second, fourth, ... to report. Where authors' own macros kept the colour away the
/// truth is black: a label may lack in a whole paper, and what is found of it there counts as wrong. The figures <c>_labelled</c> pool the papers to
/// report whose truth has the label at all.
/// </summary>
public sealed class RegionsMeasure : IMeasure
{
    private static readonly RegionLabel[] Labels = [RegionLabel.Caption, RegionLabel.Equation, RegionLabel.Table];

    /// <inheritdoc/>
    public string Name => "regions";

    /// <inheritdoc/>
    public string Usage => "--data FOLDER of X_black.pdf with X_color.pdf; [--half tune|report] runs one half; [--list caption|equation|table] names tokens of that label missed (-) and taken too much (+)";

    /// <inheritdoc/>
    public async Task<MeasureResult> RunAsync(MeasureArguments arguments, MeasureProgress progress, CancellationToken cancellationToken)
    {
        string? half = arguments.Text("half");
        string? list = arguments.Text("list");
        arguments.RejectUnknown();
        if (half is not (null or "tune" or "report"))
            throw new MeasureInputException($"--half is '{half}'; it must be tune or report.");
        (string Name, bool Tune)[] papers = [.. Papers(arguments.Data).Select((name, index) => (name, index % 2 == 0)).Where(paper => half is null || paper.Item2 == (half == "tune")).Take(arguments.Limit ?? int.MaxValue)];
        await using ServiceProvider services = new ServiceCollection().AddAdvancedRl(rl => rl.AddMultiModal(m => m.AddDefaults())).BuildServiceProvider();
        var analyzer = services.GetRequiredService<IDocumentAnalyzer>();
        var rows = new List<IReadOnlyList<string>>();
        var areas = new Dictionary<(bool Tune, RegionLabel Label), LabelAreas>();
        var labelled = new Dictionary<RegionLabel, LabelAreas>();
        var watch = new Stopwatch();
        int pages = 0;
        foreach ((string name, bool tune) in papers)
        {
            string path = Path.Combine(arguments.Data, name);
            DocumentSource source = await DocumentSource.FromFileAsync(path + "_black.pdf", cancellationToken);
            watch.Start();
            (RegionPrediction prediction, int read) = await RegionPrediction.AnalyzeAsync(analyzer, source, cancellationToken);
            watch.Stop();
            pages += read;
            List<RegionToken> tokens = ColorTruth.Read(path + "_color.pdf");
            foreach (RegionLabel label in Labels)
            {
                LabelAreas paper = LabelAreas.Of(label, tokens, prediction.Holds);
                areas[(tune, label)] = areas.GetValueOrDefault((tune, label)) + paper;
                if (!tune && paper.Truth > 0)
                    labelled[label] = labelled.GetValueOrDefault(label) + paper;
                if (paper.Truth + paper.Detected > 0)
                    rows.Add(Row(name, tune, label, paper));
                if (Key(label) == list)
                    rows.AddRange(Wrong(label, tokens, prediction));
            }

            progress.Report(rows.Count, papers.Length * Labels.Length, name);
        }

        foreach (((bool tune, RegionLabel label), LabelAreas pooled) in areas.OrderBy(pair => pair.Key.Tune).ThenBy(pair => pair.Key.Label))
            rows.Add(Row("all", tune, label, pooled));
        return new MeasureResult
        {
            Columns = ["paper", "half", "label", "truth area", "detected area", "precision", "recall", "F1"],
            Rows = rows,
            Figures =
            [
                .. Labels.Where(label => areas.ContainsKey((false, label))).Select(label => KeyValuePair.Create($"{Key(label)}_f1", areas[(false, label)].F1)),
                .. Labels.Where(label => areas.ContainsKey((true, label))).Select(label => KeyValuePair.Create($"{Key(label)}_f1_tune", areas[(true, label)].F1)),
                .. labelled.OrderBy(pair => pair.Key).Select(pair => KeyValuePair.Create($"{Key(pair.Key)}_f1_labelled", pair.Value.F1)),
                new("papers", papers.Length),
                new("ms_per_page", watch.Elapsed.TotalMilliseconds / Math.Max(1, pages)),
            ],
        };
    }

    /// <summary>Tokens that follow each other and are wrong in the same way, a row each.</summary>
    private static IEnumerable<string[]> Wrong(RegionLabel label, List<RegionToken> tokens, RegionPrediction prediction)
    {
        var run = new List<RegionToken>();
        int kind = 0;
        foreach (RegionToken token in tokens.Append(default))
        {
            int own = (prediction.Holds(label, token) ? 1 : 0) - (token.Label == label ? 1 : 0);
            if (run.Count > 0 && (own != kind || token.Page != run[0].Page))
            {
                yield return [$"  page {run[0].Page}", kind > 0 ? "+" : "-", Shortened(string.Join(' ', run.Select(part => part.Text))), Text(run.Sum(part => part.Area), "F0"), "", "", "", ""];
                run.Clear();
            }

            kind = own;
            if (own != 0)
                run.Add(token);
        }
    }

    private static string[] Papers(string data)
    {
        string folder = Directory.Exists(Path.Combine(data, "documents", "arxiv")) ? Path.Combine(data, "documents", "arxiv") : data;
        if (!Directory.Exists(folder))
            throw new MeasureInputException($"--data: '{data}' is not a folder.");
        string[] names = [.. Directory.EnumerateFiles(folder, "*_black.pdf")
            .Select(path => path[..^"_black.pdf".Length])
            .Where(path => File.Exists(path + "_color.pdf"))
            .Select(path => Path.GetRelativePath(data, path))
            .Order(StringComparer.Ordinal)];
        return names.Length > 0 ? names : throw new MeasureInputException($"--data: '{folder}' holds no X_black.pdf with an X_color.pdf beside it.");
    }

    private static string Key(RegionLabel label) => label.ToString().ToLowerInvariant();

    private static string[] Row(string name, bool tune, RegionLabel label, LabelAreas areas) =>
    [
        Path.GetFileName(name), tune ? "tune" : "report", Key(label), Text(areas.Truth, "F0"), Text(areas.Detected, "F0"), Text(areas.Precision, "F3"), Text(areas.Recall, "F3"), Text(areas.F1, "F3"),
    ];

    private static string Shortened(string text) => text.Length <= 100 ? text : $"{text[..60]} ... {text[^35..]}";

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
