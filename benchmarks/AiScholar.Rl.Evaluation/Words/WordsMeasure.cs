using System.Globalization;
using AiScholar.Rl.Evaluation.Running;
using AiScholar.Rl.Evaluation.Tables;
using Microsoft.Extensions.DependencyInjection;

namespace AiScholar.Rl.Evaluation.Words;

/// <summary>
/// No word of a table lost, none doubled: words are read anew from the PDF's letters (see <see cref="LetterWords"/>), and those whose centre lies in a
/// table's region must appear in exactly one of its cells. Tables are those of the true regions, where a document has them in <c>X-reg.xml</c>, and those
/// that the analysis finds by itself in every PDF of the folder.
/// </summary>
public sealed class WordsMeasure : IMeasure
{
    /// <inheritdoc/>
    public string Name => "words";

    /// <inheritdoc/>
    public string Usage => "--data FOLDER with PDFs, searched through, with X-reg.xml beside some; [--list] names the words that are lost (-) or doubled (+)";

    /// <inheritdoc/>
    public async Task<MeasureResult> RunAsync(MeasureArguments arguments, MeasureProgress progress, CancellationToken cancellationToken)
    {
        bool list = arguments.Flag("list");
        arguments.RejectUnknown();
        string[] files = [.. Files(arguments.Data).Take(arguments.Limit ?? int.MaxValue)];
        await using ServiceProvider services = new ServiceCollection().AddAdvancedRl(rl => rl.AddMultiModal(m => m.AddDefaults())).BuildServiceProvider();
        var analyzer = services.GetRequiredService<IDocumentAnalyzer>();
        var rows = new List<IReadOnlyList<string>>();
        var counts = new Dictionary<bool, List<WordCount>> { [true] = [], [false] = [] };
        for (int i = 0; i < files.Length; i++)
        {
            DocumentSource source = await DocumentSource.FromFileAsync(files[i], cancellationToken);
            List<Reading> found = await ReadAsync(analyzer, source, new DocumentAnalysisRequest { ElementTypes = [VisualElementType.Table] }, cancellationToken);
            ILookup<int, LetterWord> words = LetterWords.Read(files[i]).ToLookup(word => word.Page);
            Add(false, files[i], found, words);
            string truth = Path.ChangeExtension(files[i], null) + "-reg.xml";
            if (File.Exists(truth))
                Add(true, files[i], await ReadAsync(analyzer, source, await RegionsAsync(analyzer, source, truth, cancellationToken), cancellationToken), words);
            progress.Report(i + 1, files.Length, Path.GetFileName(files[i]));
        }

        return new MeasureResult
        {
            Columns = ["table", "regions", "words", "lost", "doubled", "foreign signs", "which"],
            Rows = rows,
            Figures = [.. Figures(counts[true], ""), .. Figures(counts[false], "_found")],
        };

        void Add(bool given, string file, List<Reading> tables, ILookup<int, LetterWord> words)
        {
            for (int i = 0; i < tables.Count; i++)
            {
                (int page, BoundingBox box, IReadOnlyList<TableCell> cells) = tables[i];
                List<string> which = [];
                WordCount count = WordCount.Of(cells, [.. words[page].Where(word => box.Contains(word.X, word.Y))], which);
                counts[given].Add(count);
                if (!count.IsRight)
                    rows.Add([string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileNameWithoutExtension(file)} page {page} table {i + 1}"), given ? "true" : "found", Text(count.Words), Text(count.Lost), Text(count.Doubled), Text(count.Foreign), list ? string.Join(' ', which.Take(12)) : ""]);
            }
        }
    }

    private static IEnumerable<KeyValuePair<string, double>> Figures(List<WordCount> tables, string suffix)
    {
        WordCount all = tables.Aggregate(default(WordCount), (sum, table) => sum + table);
        yield return new("exact" + suffix, all.Exact);
        yield return new("lost" + suffix, all.Lost);
        yield return new("doubled" + suffix, all.Doubled);
        yield return new("foreign_signs" + suffix, all.Foreign);
        yield return new("tables_right" + suffix, tables.Count == 0 ? double.NaN : tables.Count(table => table.IsRight) / (double)tables.Count);
        yield return new("tables" + suffix, tables.Count);
        yield return new("words" + suffix, all.Words);
    }

    private static async Task<List<Reading>> ReadAsync(IDocumentAnalyzer analyzer, DocumentSource source, DocumentAnalysisRequest request, CancellationToken cancellationToken)
    {
        var tables = new List<Reading>();
        await foreach (PageAnalysis page in analyzer.AnalyzePagesAsync(source, request, cancellationToken))
            tables.AddRange(page.Elements.Where(element => element.Content is TableContent).Select(element => new Reading(page.Page.Number, element.BoundingBox, ((TableContent)element.Content!).Cells)));
        return tables;
    }

    private static async Task<DocumentAnalysisRequest> RegionsAsync(IDocumentAnalyzer analyzer, DocumentSource source, string truth, CancellationToken cancellationToken)
    {
        var heights = new Dictionary<int, double>();
        await foreach (PageAnalysis page in analyzer.AnalyzePagesAsync(source, new DocumentAnalysisRequest { Regions = [] }, cancellationToken))
            heights[page.Page.Number] = page.Page.Height;
        return new DocumentAnalysisRequest
        {
            Regions = [.. IcdarFiles.Read(truth).Select(region => new KnownRegion
            {
                PageNumber = region.Page,
                ElementType = VisualElementType.Table,
                BoundingBox = BoundingBox.FromEdges(region.X1, heights[region.Page] - region.Y2, region.X2, heights[region.Page] - region.Y1),
            })],
        };
    }

    private static string[] Files(string data)
    {
        string folder = Directory.Exists(Path.Combine(data, "documents")) ? Path.Combine(data, "documents") : data;
        string[] files = Directory.Exists(folder) ? [.. Directory.EnumerateFiles(folder, "*.pdf", SearchOption.AllDirectories).Where(file => !file.EndsWith("_color.pdf", StringComparison.Ordinal)).Order(StringComparer.Ordinal)] : [];
        return files.Length > 0 ? files : throw new MeasureInputException($"--data: '{folder}' holds no PDF.");
    }

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);

    private sealed record Reading(int Page, BoundingBox Box, IReadOnlyList<TableCell> Cells);
}
