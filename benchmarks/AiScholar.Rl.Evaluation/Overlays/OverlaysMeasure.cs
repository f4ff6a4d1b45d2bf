using System.Globalization;
using AiScholar.Rl.Evaluation.Running;
using AiScholar.Rl.MultiModal;
using Microsoft.Extensions.DependencyInjection;

namespace AiScholar.Rl.Evaluation.Overlays;

/// <summary>Draws each step of reading over the pages of documents: no quality is measured, what was found is counted.</summary>
public sealed class OverlaysMeasure : IMeasure
{
    private static readonly (string Name, OverlayLayers Layers)[] Steps = [("text", OverlayLayers.Words | OverlayLayers.ReadingOrder), ("elements", OverlayLayers.Elements), ("structure", OverlayLayers.Structure), ("relationships", OverlayLayers.Relationships | OverlayLayers.Elements)];

    /// <inheritdoc/>
    public string Name => "overlays";

    /// <inheritdoc/>
    public string Usage => "--data FILE or FOLDER (PDF, PNG, JPEG, TIFF) --output FOLDER [--pages N] [--dpi N]; writes an SVG for each page and step";

    /// <inheritdoc/>
    public async Task<MeasureResult> RunAsync(MeasureArguments arguments, MeasureProgress progress, CancellationToken cancellationToken)
    {
        string folder = arguments.Text("output") ?? throw new MeasureInputException("--output FOLDER is missing.");
        int pages = arguments.Integer("pages", 20, 1), resolution = arguments.Integer("dpi", 100, 20);
        arguments.RejectUnknown();
        string[] files = [.. Files(arguments.Data).Take(arguments.Limit ?? int.MaxValue)];
        await using ServiceProvider services = new ServiceCollection().AddAdvancedRl(rl => rl.AddMultiModal(m => m.AddDefaults())).BuildServiceProvider();
        var analyzer = services.GetRequiredService<IDocumentAnalyzer>();
        var rasterizer = services.GetRequiredService<IPageRasterizer>();
        Directory.CreateDirectory(folder);
        var rows = new List<IReadOnlyList<string>>();
        foreach (string file in files)
        {
            DocumentSource source = await DocumentSource.FromFileAsync(file, cancellationToken);
            await foreach (PageAnalysis page in analyzer.AnalyzePagesAsync(source, null, cancellationToken))
            {
                if (page.Page.Number > pages)
                    break;
                RasterImage picture = await rasterizer.RasterizeAsync(source, page.Page.Number, resolution, null, cancellationToken);
                string name = Path.Combine(folder, $"{Path.GetFileNameWithoutExtension(file)}-{page.Page.Number}");
                foreach ((string step, OverlayLayers layers) in Steps)
                    await File.WriteAllTextAsync($"{name}-{step}.svg", PageOverlay.ToSvg(page, layers, picture), cancellationToken);
                rows.Add([Path.GetFileName(file), Text(page.Page.Number), Text(page.Page.Words.Count), Text(page.Elements.Count), Text(page.Relationships.Count), Text(page.Issues.Count)]);
            }

            progress.Report(Array.IndexOf(files, file) + 1, files.Length, Path.GetFileName(file));
        }

        return new MeasureResult { Columns = ["document", "page", "words", "elements", "relationships", "issues"], Rows = rows, Figures = [new("documents", files.Length), new("pages", rows.Count)] };
    }

    private static string[] Files(string data) => File.Exists(data)
        ? [data]
        : Directory.Exists(data)
            ? [.. Directory.EnumerateFiles(data).Where(path => Path.GetExtension(path).ToLowerInvariant() is ".pdf" or ".png" or ".jpg" or ".jpeg" or ".tif" or ".tiff").Order(StringComparer.Ordinal)]
            : throw new MeasureInputException($"--data: there is no '{data}'.");

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
