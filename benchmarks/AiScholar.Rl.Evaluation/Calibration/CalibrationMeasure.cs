using System.Globalization;
using System.Text.Json;
using AiScholar.Rl.Evaluation.Running;
using Microsoft.Extensions.DependencyInjection;

namespace AiScholar.Rl.Evaluation.Calibration;

/// <summary>
/// Whether an element's confidence is the probability that it is right: tables whose adjacency relations have F1 of at least .8; tables and equations of papers whose inked words are at least .8 of
/// that label; scatter plots with F1 of at least .8 of their points; drawn charts of the right kind with F1 of at least .8 of their values; diagrams with F1 of at least .8 of shapes and of
/// connections. Every second document of each set is of the half that models of confidence are fitted on; the figures are of the others. Equations of papers whose colours leave out most of what
/// plainly are equations (<see cref="Regions.EquationCoverage"/>) count in the figures; those with <c>_complete</c> are without them.
/// </summary>
public sealed class CalibrationMeasure : IMeasure
{
    /// <inheritdoc/>
    public string Name => "calibration";

    /// <inheritdoc/>
    public string Usage => "--data FOLDER with documents/icdar2013-eu, documents/arxiv, charts/scatter and diagrams (or some of them); [--raw] takes bare scores; [--half tune|report|all]; [--each N] drawn charts a kind and style; [--diagram SVG]; [--predictions FILE]; [--samples FILE] judges what an earlier run wrote there";

    /// <inheritdoc/>
    public async Task<MeasureResult> RunAsync(MeasureArguments arguments, MeasureProgress progress, CancellationToken cancellationToken)
    {
        bool raw = arguments.Flag("raw");
        string half = arguments.Text("half") ?? "report";
        string? diagram = arguments.Text("diagram"), samplesFile = arguments.Text("samples");
        int each = arguments.Integer("each", 4, 0);
        arguments.RejectUnknown();
        if (half is not ("tune" or "report" or "all"))
            throw new MeasureInputException($"--half is '{half}'; it must be tune, report or all.");
        IReadOnlyList<ElementSample> samples = samplesFile is null
            ? await CollectAsync(arguments, progress, raw, half, each, cancellationToken)
            : await ReadAsync(samplesFile, half, cancellationToken);
        if (samples.Count == 0)
            throw new MeasureInputException($"--data: '{arguments.Data}' holds none of the folders.");
        if (arguments.Predictions is { } output)
            await File.WriteAllTextAsync(output, JsonSerializer.Serialize(samples, JsonSerializerOptions.Web), cancellationToken);
        if (diagram is not null)
            await File.WriteAllTextAsync(diagram, ReliabilityDiagram.Draw(samples, "Confidence of elements"), cancellationToken);
        ElementSample[] complete = [.. samples.Where(sample => sample.IsTruthComplete)];
        return new MeasureResult
        {
            Columns = ["data", "processor", "elements", "right", "confidence", "ECE", "Brier", "Brier of base rate", "AUROC"],
            Rows =
            [
                .. samples.GroupBy(sample => (sample.Data, sample.Processor)).Select(group => Row(group.Key.Data, group.Key.Processor, [.. group])),
                .. samples.GroupBy(sample => sample.Processor).Select(group => Row("all", group.Key, [.. group])),
                Row("all", "all", samples),
                .. complete.Length == samples.Count || complete.Length == 0 ? Array.Empty<string[]>() : [Row("whose truth is complete", "all", complete)],
            ],
            Figures =
            [
                new("ece", Reliability.Error(samples)),
                new("brier", Reliability.Brier(samples)),
                new("brier_base_rate", Reliability.BrierOfBaseRate(samples)),
                new("auroc", Reliability.Auroc(samples)),
                new("elements", samples.Count),
                new("ece_complete", Reliability.Error(complete)),
                new("brier_complete", Reliability.Brier(complete)),
                new("brier_base_rate_complete", Reliability.BrierOfBaseRate(complete)),
                new("auroc_complete", Reliability.Auroc(complete)),
                new("elements_of_incomplete_truth", samples.Count - complete.Length),
                .. samples.GroupBy(sample => sample.Processor).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => KeyValuePair.Create($"ece_{group.Key}", Reliability.Error([.. group]))),
            ],
        };
    }

    private static async Task<IReadOnlyList<ElementSample>> ReadAsync(string file, string half, CancellationToken cancellationToken)
    {
        if (!File.Exists(file))
            throw new MeasureInputException($"--samples: there is no file '{file}'.");
        try
        {
            ElementSample[] samples = JsonSerializer.Deserialize<ElementSample[]>(await File.ReadAllTextAsync(file, cancellationToken), JsonSerializerOptions.Web) ?? [];
            return [.. samples.Where(sample => half == "all" || sample.IsTune == (half == "tune"))];
        }
        catch (JsonException exception)
        {
            throw new MeasureInputException($"--samples: '{file}' holds no elements as --predictions writes them: {exception.Message}", exception);
        }
    }

    private static async Task<IReadOnlyList<ElementSample>> CollectAsync(MeasureArguments arguments, MeasureProgress progress, bool raw, string half, int each, CancellationToken cancellationToken)
    {
        await using ServiceProvider services = new ServiceCollection()
            .AddAdvancedRl(rl => rl.AddMultiModal(m => m.AddDefaults().ConfigureDocuments(options => options.CalibrateConfidence = !raw)))
            .BuildServiceProvider();
        var collector = new SampleCollector(services.GetRequiredService<IDocumentAnalyzer>(), progress, half, arguments.Limit ?? int.MaxValue, cancellationToken);
        await collector.AddTablesAsync(Path.Combine(arguments.Data, "documents", "icdar2013-eu"));
        await collector.AddPapersAsync(Path.Combine(arguments.Data, "documents", "arxiv"));
        await collector.AddScatterAsync(Path.Combine(arguments.Data, "charts", "scatter"));
        await collector.AddDiagramsAsync(Path.Combine(arguments.Data, "diagrams"));
        await collector.AddDrawnChartsAsync(each, arguments.Seed);
        return collector.Samples;
    }

    private static string[] Row(string data, string processor, IReadOnlyCollection<ElementSample> samples) =>
    [
        data, processor, samples.Count.ToString(CultureInfo.InvariantCulture), Text(samples.Average(sample => sample.IsRight ? 1.0 : 0)), Text(samples.Average(sample => sample.Confidence)),
        Text(Reliability.Error(samples)), Text(Reliability.Brier(samples)), Text(Reliability.BrierOfBaseRate(samples)), Text(Reliability.Auroc(samples)),
    ];

    private static string Text(double value) => value.ToString("F3", CultureInfo.InvariantCulture);
}
