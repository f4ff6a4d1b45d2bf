using System.Diagnostics;
using System.Globalization;
using AiScholar.Rl.Evaluation.Running;
using Microsoft.Extensions.DependencyInjection;

namespace AiScholar.Rl.Evaluation.Pages;

/// <summary>
/// What a page costs: every PDF below the folder is streamed through <see cref="IDocumentAnalyzer.AnalyzePagesAsync"/> with the defaults and no OCR, and
/// a page's time is the wall time from asking for it until it is there (opening the document counts for its first page). The whole analysis, tables
/// alone, and reading alone (no regions to look at) each take a pass of their own; figures are medians over pages, the processor's time is a mean.
/// </summary>
public sealed class PagesMeasure : IMeasure
{
    private static readonly (string Name, string Figure, DocumentAnalysisRequest Request)[] Passes =
    [
        ("whole analysis", "ms_per_page", new DocumentAnalysisRequest()),
        ("tables alone", "ms_per_page_tables", new DocumentAnalysisRequest { ElementTypes = [VisualElementType.Table] }),
        ("reading alone", "ms_per_page_reading", new DocumentAnalysisRequest { Regions = [] }),
    ];

    /// <inheritdoc/>
    public string Name => "ms-per-page";

    /// <inheritdoc/>
    public string Usage => "--data FOLDER with PDFs, searched through; [--slowest N] lists the slowest pages";

    /// <inheritdoc/>
    public async Task<MeasureResult> RunAsync(MeasureArguments arguments, MeasureProgress progress, CancellationToken cancellationToken)
    {
        int slowest = arguments.Integer("slowest", 0, 0);
        arguments.RejectUnknown();
        string[] files = [.. Files(arguments.Data).Take(arguments.Limit ?? int.MaxValue)];
        await using ServiceProvider services = new ServiceCollection().AddAdvancedRl(rl => rl.AddMultiModal(m => m.AddDefaults())).BuildServiceProvider();
        var analyzer = services.GetRequiredService<IDocumentAnalyzer>();
        var rows = new List<IReadOnlyList<string>>();
        var figures = new List<KeyValuePair<string, double>>();
        int done = 0, pages = 0;
        foreach ((string name, string figure, DocumentAnalysisRequest request) in Passes)
        {
            var times = new List<PageTime>();
            TimeSpan before = ProcessorTime();
            foreach (string file in files)
            {
                times.AddRange(await TimeAsync(analyzer, file, request, cancellationToken));
                progress.Report(++done, files.Length * Passes.Length, $"{name}: {Path.GetFileName(file)}");
            }

            pages = times.Count;
            double processor = (ProcessorTime() - before).TotalMilliseconds / Math.Max(1, pages);
            double[] sorted = [.. times.Select(time => time.Milliseconds).Order()];
            rows.Add([name, Text(pages), Text(Quantile(sorted, 0.5)), Text(Quantile(sorted, 0.9)), Text(sorted.DefaultIfEmpty(double.NaN).Average()), Text(processor)]);
            foreach (PageTime time in times.OrderByDescending(time => time.Milliseconds).Take(slowest))
                rows.Add([$"  {time.File} page {Text(time.Page)}", "", Text(time.Milliseconds), "", "", ""]);
            figures.Add(new(figure, Quantile(sorted, 0.5)));
            figures.Add(new(figure + "_p90", Quantile(sorted, 0.9)));
            figures.Add(new(figure + "_processor", processor));
        }

        figures.Add(new("documents", files.Length));
        figures.Add(new("pages", pages));
        return new MeasureResult { Columns = ["pass", "pages", "median ms", "90 % ms", "mean ms", "processor ms"], Rows = rows, Figures = figures };
    }

    private static async Task<List<PageTime>> TimeAsync(IDocumentAnalyzer analyzer, string file, DocumentAnalysisRequest request, CancellationToken cancellationToken)
    {
        DocumentSource source = await DocumentSource.FromFileAsync(file, cancellationToken);
        var times = new List<PageTime>();
        long start = Stopwatch.GetTimestamp();
        try
        {
            await foreach (PageAnalysis page in analyzer.AnalyzePagesAsync(source, request, cancellationToken))
            {
                times.Add(new PageTime(Path.GetFileName(file), page.Page.Number, Stopwatch.GetElapsedTime(start).TotalMilliseconds));
                start = Stopwatch.GetTimestamp();
            }
        }
        catch (DocumentException exception)
        {
            throw new MeasureInputException($"'{file}' cannot be read: {exception.Message}", exception);
        }

        return times;
    }

    private static string[] Files(string data)
    {
        string folder = Directory.Exists(Path.Combine(data, "documents")) ? Path.Combine(data, "documents") : data;
        if (File.Exists(folder))
            return [folder];
        string[] files = [.. Directory.EnumerateFiles(folder, "*.pdf", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
        return files.Length > 0 ? files : throw new MeasureInputException($"--data: '{folder}' holds no PDF.");
    }

    private static TimeSpan ProcessorTime()
    {
        using var process = Process.GetCurrentProcess();
        return process.TotalProcessorTime;
    }

    private static double Quantile(double[] sorted, double share) => sorted.Length == 0 ? double.NaN : sorted[Math.Min(sorted.Length - 1, (int)(share * sorted.Length))];

    private static string Text(double value) => value.ToString("F1", CultureInfo.InvariantCulture);

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);

    private sealed record PageTime(string File, int Page, double Milliseconds);
}
