using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using AiScholar.Rl.Evaluation.Running;
using Microsoft.Extensions.DependencyInjection;

namespace AiScholar.Rl.Evaluation.Pages;

/// <summary>
/// How much memory a long document takes: a document of 1,000 pages (see <see cref="LongDocument"/>) is written to a file and streamed through
/// <see cref="IDocumentAnalyzer.AnalyzePagesAsync"/> (or, with <c>--whole</c>, analysed in one go) by a process of its own, so that what writing took does not count. The figure is the largest resident
/// set of that process as the operating system reports it, everything included: runtime, libraries, the document's bytes.
/// </summary>
public sealed class MemoryMeasure : IMeasure
{
    /// <inheritdoc/>
    public string Name => "memory";

    /// <inheritdoc/>
    public string Usage => "[--pages N] (1000); [--whole] analyses in one go; [--document FILE] takes that PDF, in this process";

    /// <inheritdoc/>
    public bool NeedsData => false;

    /// <inheritdoc/>
    public async Task<MeasureResult> RunAsync(MeasureArguments arguments, MeasureProgress progress, CancellationToken cancellationToken)
    {
        int pages = arguments.Integer("pages", 1_000, 1);
        string? document = arguments.Text("document");
        bool whole = arguments.Flag("whole");
        arguments.RejectUnknown();
        if (document is not null)
            return await StreamAsync(document, pages, whole, progress, cancellationToken);
        string file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".pdf");
        try
        {
            await File.WriteAllBytesAsync(file, LongDocument.Write(pages, arguments.Seed), cancellationToken);
            return await RunChildAsync(file, pages, whole, cancellationToken);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static async Task<MeasureResult> StreamAsync(string path, int expected, bool whole, MeasureProgress progress, CancellationToken cancellationToken)
    {
        if (!File.Exists(path))
            throw new MeasureInputException($"--document: there is no file '{path}'.");
        await using ServiceProvider services = new ServiceCollection().AddAdvancedRl(rl => rl.AddMultiModal(m => m.AddDefaults())).BuildServiceProvider();
        var analyzer = services.GetRequiredService<IDocumentAnalyzer>();
        DocumentSource source = await DocumentSource.FromFileAsync(path, cancellationToken);
        var watch = Stopwatch.StartNew();
        int pages = 0, elements = 0;
        long early = 0;
        if (whole)
        {
            DocumentAnalysis analysis = await analyzer.AnalyzeAsync(source, cancellationToken: cancellationToken);
            (pages, elements) = (analysis.Pages.Count, analysis.Elements.Count);
            return Result(watch, pages, elements, 0, GC.GetTotalMemory(forceFullCollection: true), source);
        }

        await foreach (PageAnalysis page in analyzer.AnalyzePagesAsync(source, cancellationToken: cancellationToken))
        {
            elements += page.Elements.Count;
            if (++pages == 50)
                early = GC.GetTotalMemory(forceFullCollection: true);
            progress.Report(pages, expected, "pages");
        }

        return Result(watch, pages, elements, early, GC.GetTotalMemory(forceFullCollection: true), source);
    }

    private static MeasureResult Result(Stopwatch watch, int pages, int elements, long early, long late, DocumentSource source)
    {
        using var process = Process.GetCurrentProcess();
        return Result(process.PeakWorkingSet64 / 1048576.0, pages, watch.Elapsed.TotalSeconds, elements, early / 1048576.0, late / 1048576.0, source.Content.Length / 1048576.0);
    }

    private static async Task<MeasureResult> RunChildAsync(string file, int pages, bool whole, CancellationToken cancellationToken)
    {
        string program = Environment.ProcessPath ?? throw new MeasureInputException("The path of this program is not known.");
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(program) == "dotnet")
            start.ArgumentList.Add(typeof(MemoryMeasure).Assembly.Location);
        foreach (string argument in (string[])["memory", "--document", file, "--pages", pages.ToString(CultureInfo.InvariantCulture)])
            start.ArgumentList.Add(argument);
        if (whole)
            start.ArgumentList.Add("--whole");
        using Process child = Process.Start(start) ?? throw new MeasureInputException("The process that streams the document did not start.");
        string output = await child.StandardOutput.ReadToEndAsync(cancellationToken);
        await child.WaitForExitAsync(cancellationToken);
        string last = output.TrimEnd().Split('\n')[^1];
        if (child.ExitCode != 0 || !last.StartsWith('{'))
            throw new MeasureInputException($"The process that streams the document ended with {child.ExitCode}.");
        using JsonDocument json = JsonDocument.Parse(last);
        JsonElement figures = json.RootElement.GetProperty("figures");
        return Result(Of("peak_mib"), (int)Of("pages"), Of("seconds"), (int)Of("elements"), Of("live_mib_page_50"), Of("live_mib_end"), Of("document_mib"));

        double Of(string name) => figures.GetProperty(name).GetDouble();
    }

    private static MeasureResult Result(double peak, int pages, double seconds, int elements, double early, double late, double size)
    {
        (string Name, double Value)[] figures = [("peak_mib", peak), ("pages", pages), ("seconds", seconds), ("elements", elements), ("live_mib_page_50", early), ("live_mib_end", late), ("document_mib", size)];
        return new MeasureResult
        {
            Columns = ["figure", "value"],
            Rows = [.. figures.Select(figure => (string[])[figure.Name, figure.Value.ToString("0.##", CultureInfo.InvariantCulture)])],
            Figures = [.. figures.Select(figure => KeyValuePair.Create(figure.Name, figure.Value))],
        };
    }
}
