using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using AiScholar.Rl.Evaluation.Running;
using Microsoft.Extensions.DependencyInjection;

namespace AiScholar.Rl.Evaluation.Charts.Generated;

/// <summary>Charts that the measure draws itself, eight kinds in six styles, as pictures and as vector pages of a document: kinds and values as read.</summary>
public sealed class GeneratedChartsMeasure : IMeasure
{
    private const int EachByDefault = 8;

    /// <inheritdoc/>
    public string Name => "charts-generated";

    /// <inheritdoc/>
    public string Usage => "[--style boxed|minimal|panel|gridded|ruled|tuned|sheet] [--kind KIND] [--form png|pdf] [--each N] (charts a kind and style); [--write FOLDER] keeps the files; sheet is the held-out style";

    /// <inheritdoc/>
    public bool NeedsData => false;

    /// <inheritdoc/>
    public async Task<MeasureResult> RunAsync(MeasureArguments arguments, MeasureProgress progress, CancellationToken cancellationToken)
    {
        string style = arguments.Text("style") ?? ChartStyle.HeldOut.Name;
        string? kind = arguments.Text("kind"), form = arguments.Text("form"), folder = arguments.Text("write");
        int each = arguments.Integer("each", EachByDefault, 1), seed = arguments.Seed;
        arguments.RejectUnknown();
        ChartStyle[] styles = style == "tuned" ? [.. ChartStyle.Tuned] : [.. ChartStyle.All.Where(candidate => candidate.Name == style || style == "all")];
        if (styles.Length == 0)
            throw new MeasureInputException("--style must be boxed, minimal, panel, gridded, ruled, sheet, tuned or all.");
        (string Form, GeneratedChart Chart)[] tasks =
        [
            .. from drawn in styles
               from name in ChartMaker.Kinds
               where kind is null || kind == name
               from number in Enumerable.Range(0, each)
               from file in (string[])["png", "pdf"]
               where form is null || form == file
               select (file, ChartMaker.Make(name, drawn, number, seed)),
        ];
        await using ServiceProvider services = new ServiceCollection().AddAdvancedRl(rl => rl.AddMultiModal(m => m.AddDefaults())).BuildServiceProvider();
        var analyzer = services.GetRequiredService<IDocumentAnalyzer>();
        var read = new List<(string Form, GeneratedChart Chart, ChartContent? Content, bool Captioned, double Confidence)>();
        var times = new List<double>();
        foreach ((string file, GeneratedChart chart) in tasks.Take(arguments.Limit ?? int.MaxValue))
        {
            byte[] bytes = file == "png" ? ChartFiles.Png(chart) : ChartFiles.Pdf(chart);
            if (folder is not null)
                await File.WriteAllBytesAsync(Path.Combine(Directory.CreateDirectory(folder).FullName, $"{chart.Name}.{file}"), bytes, cancellationToken);
            long start = Stopwatch.GetTimestamp();
            VisualFeatures features = await analyzer.ExtractVisualFeaturesAsync(DocumentSource.FromBytes(bytes), null, cancellationToken);
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            VisualElement? element = features.Elements.FirstOrDefault(candidate => candidate.Content is ChartContent);
            read.Add((file, chart, element?.Content as ChartContent, element?.Label is not null, element?.Confidence ?? 0));
            progress.Report(read.Count, tasks.Length, chart.Name);
        }

        if (arguments.Predictions is { } output)
            await File.WriteAllTextAsync(output, JsonSerializer.Serialize(read.Select(item => new { item.Form, item.Chart.Name, item.Confidence, ChartScore.Of(item.Chart, item.Content).F1, Truth = item.Chart, Read = item.Content }), JsonSerializerOptions.Web), cancellationToken);
        return Judge(read, times);
    }

    private static MeasureResult Judge(List<(string Form, GeneratedChart Chart, ChartContent? Content, bool Captioned, double Confidence)> read, List<double> times)
    {
        (string Form, GeneratedChart Chart, ChartContent? Content, ChartScore Score, bool Captioned)[] scored = [.. read.Select(item => (item.Form, item.Chart, item.Content, ChartScore.Of(item.Chart, item.Content), item.Captioned))];
        var rows = new List<IReadOnlyList<string>>();
        foreach (var group in scored.GroupBy(item => (item.Chart.Style, item.Chart.Kind, item.Form)).OrderBy(group => group.Key.Form).ThenBy(group => group.Key.Style).ThenBy(group => group.Key.Kind))
        {
            string wrong = string.Join(' ', group.Where(item => item.Score.F1 < 0.9).Select(item => FormattableString.Invariant($"{item.Chart.Number}:{item.Content?.ChartKind ?? "none"}:{item.Score.Precision:F2}/{item.Score.Recall:F2}")));
            rows.Add([group.Key.Form, group.Key.Style, group.Key.Kind, Text(group.Average(item => item.Score.IsKindRight ? 1 : 0)), Text(group.Average(item => item.Score.F1)), Text(Share(group.Select(item => item.Score))), wrong]);
        }

        var figures = new List<KeyValuePair<string, double>> { new("kind_accuracy", Kind(scored)), new("value_f1", Values(scored)), new("name_accuracy", Share(scored.Select(item => item.Score))) };
        foreach (string form in (string[])["png", "pdf"])
        {
            var part = scored.Where(item => item.Form == form).ToArray();
            if (part.Length == 0)
                continue;
            figures.Add(new($"kind_accuracy_{form}", Kind(part)));
            figures.Add(new($"value_f1_{form}", Values(part)));
            figures.AddRange(part.GroupBy(item => item.Chart.Kind).Select(group => new KeyValuePair<string, double>($"value_f1_{form}_{group.Key}", Values([.. group]))));
        }

        figures.AddRange(scored.GroupBy(item => item.Chart.Style).SelectMany(group => (KeyValuePair<string, double>[])[new($"kind_accuracy_{group.Key}", Kind([.. group])), new($"value_f1_{group.Key}", Values([.. group]))]));
        if (scored.Any(item => item.Form == "pdf"))
            figures.Add(new("captioned_pdf", scored.Where(item => item.Form == "pdf").Average(item => item.Captioned ? 1 : 0)));
        if (Order([.. read.Where(item => item.Content is not null).Select(item => (item.Confidence, ChartScore.Of(item.Chart, item.Content).F1 >= 0.9))]) is { } order)
            figures.Add(new("confidence_auroc", order));
        figures.Add(new("charts", scored.Length));
        figures.Add(new("ms_per_chart", times.Count == 0 ? 0 : times.Order().ElementAt(times.Count / 2)));
        return new MeasureResult { Columns = ["form", "style", "kind", "kind right", "value F1", "names", "below .9: number:kind:precision/recall"], Rows = rows, Figures = figures };
    }

    /// <summary>How often a well-read chart has the higher confidence than an ill-read one; null without both.</summary>
    private static double? Order((double Confidence, bool IsRight)[] charts)
    {
        double[] right = [.. charts.Where(chart => chart.IsRight).Select(chart => chart.Confidence)], wrong = [.. charts.Where(chart => !chart.IsRight).Select(chart => chart.Confidence)];
        return right.Length == 0 || wrong.Length == 0 ? null : right.Average(high => wrong.Average(low => high > low ? 1 : high == low ? 0.5 : 0));
    }

    private static double Kind((string Form, GeneratedChart Chart, ChartContent? Content, ChartScore Score, bool Captioned)[] scored) => scored.Length == 0 ? 0 : scored.Average(item => item.Score.IsKindRight ? 1 : 0);

    private static double Values((string Form, GeneratedChart Chart, ChartContent? Content, ChartScore Score, bool Captioned)[] scored) => scored.Length == 0 ? 0 : scored.Average(item => item.Score.F1);

    private static double Share(IEnumerable<ChartScore> scores)
    {
        (int names, int right) = (0, 0);
        foreach (ChartScore score in scores)
            (names, right) = (names + score.Names, right + score.RightNames);
        return names == 0 ? 1 : (double)right / names;
    }

    private static string Text(double value) => value.ToString("F3", CultureInfo.InvariantCulture);
}
