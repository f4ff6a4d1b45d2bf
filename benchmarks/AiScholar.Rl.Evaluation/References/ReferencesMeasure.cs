using System.Globalization;
using AiScholar.Rl.Evaluation.Running;
using Microsoft.Extensions.DependencyInjection;

namespace AiScholar.Rl.Evaluation.References;

/// <summary>
/// References in the text to figures, tables and equations, against the links that authors' TeX put into the PDF. A paper takes part when its PDF
/// has link annotations with named destinations such as <c>figure.caption.3</c>, <c>table.2</c> or <c>equation.2.4</c>. Its bytes are first written anew
/// without annotations (see <see cref="PdfAnnotationStripper"/>; the measure checks that none is left and that the text is the same) and analysed
/// through <see cref="IDocumentAnalyzer"/>; then the truth is read from the original (see <see cref="LinkTruth"/>). A link is a span on a page and
/// an element, given by type, printed number and the page it stands on; each member of a range counts. Predicted and true links are matched one to
/// one: same type, number, page of the span and page of the element, spans that meet; a link to a system of equations, (15), may lead to its first line, (15a). A reference that the authors typed by hand has no link and
/// counts as wrong when it is found. F1 of each paper, averaged over the papers with true links of that type.
/// </summary>
public sealed class ReferencesMeasure : IMeasure
{
    private static readonly VisualElementType[] Types = [VisualElementType.Figure, VisualElementType.Table, VisualElementType.Equation];

    /// <inheritdoc/>
    public string Name => "references";

    /// <inheritdoc/>
    public string Usage => "--data FOLDER of PDFs (X_black.pdf) with internal links; [--predictions FILE] takes the missed and wrong links";

    /// <inheritdoc/>
    public async Task<MeasureResult> RunAsync(MeasureArguments arguments, MeasureProgress progress, CancellationToken cancellationToken)
    {
        arguments.RejectUnknown();
        string[] papers = [.. Papers(arguments.Data).Take(arguments.Limit ?? int.MaxValue)];
        await using ServiceProvider services = new ServiceCollection().AddAdvancedRl(rl => rl.AddMultiModal(m => m.AddDefaults())).BuildServiceProvider();
        var analyzer = services.GetRequiredService<IDocumentAnalyzer>();
        var rows = new List<IReadOnlyList<string>>();
        var scores = new List<(VisualElementType Type, LinkScore Score)>();
        var faults = new List<string>();
        int done = 0;
        foreach (string path in papers)
        {
            progress.Report(++done, papers.Length, Path.GetFileName(path));
            byte[] original = await File.ReadAllBytesAsync(path, cancellationToken);
            if (LinkTruth.Annotations(original) == 0)
                continue;
            byte[] stripped = PdfAnnotationStripper.Strip(original);
            if (LinkTruth.Annotations(stripped) > 0 || LinkTruth.Text(stripped) != LinkTruth.Text(original))
                throw new MeasureInputException($"'{path}': the annotations cannot be taken out without a change of the text.");
            List<ElementLink> predicted = await PredictAsync(analyzer, DocumentSource.FromBytes(stripped, Path.GetFileName(path)), cancellationToken);
            List<ElementLink> truth = LinkTruth.Read(original);
            if (truth.Count == 0)
                continue;
            foreach (VisualElementType type in Types)
            {
                List<ElementLink> missed = [], wrong = [];
                LinkScore score = LinkScore.Of([.. truth.Where(link => link.Type == type)], [.. predicted.Where(link => link.Type == type)], missed, wrong);
                rows.Add([Path.GetFileName(path), type.Value, Text(score.Truth), Text(score.Predicted), Text(score.Matched), score.F1.ToString("F3", CultureInfo.InvariantCulture)]);
                if (score.Truth > 0)
                    scores.Add((type, score));
                faults.AddRange(missed.Select(link => Fault("missed", path, link)).Concat(wrong.Select(link => Fault("wrong", path, link))));
            }
        }

        if (arguments.Predictions is { } file)
            await File.WriteAllLinesAsync(file, faults, cancellationToken);
        return new MeasureResult
        {
            Columns = ["paper", "type", "links", "found", "right", "F1"],
            Rows = rows,
            Figures =
            [
                .. Types.Select(type => KeyValuePair.Create($"{type.Value}_link_f1", scores.Where(score => score.Type == type).Select(score => score.Score.F1).DefaultIfEmpty(double.NaN).Average())),
                new("papers", rows.Count / Types.Length),
            ],
        };
    }

    private static string[] Papers(string data)
    {
        string folder = Directory.Exists(Path.Combine(data, "documents", "arxiv")) ? Path.Combine(data, "documents", "arxiv") : data;
        if (!Directory.Exists(folder))
            throw new MeasureInputException($"--data: '{data}' is not a folder.");
        string[] all = [.. Directory.EnumerateFiles(folder, "*.pdf").Where(path => !path.EndsWith("_color.pdf", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
        return all.Length > 0 ? all : throw new MeasureInputException($"--data: '{folder}' holds no PDF.");
    }

    private static async Task<List<ElementLink>> PredictAsync(IDocumentAnalyzer analyzer, DocumentSource source, CancellationToken cancellationToken)
    {
        VisualFeatures features = await analyzer.ExtractVisualFeaturesAsync(source, cancellationToken: cancellationToken);
        Dictionary<string, VisualElement> elements = features.Elements.DistinctBy(element => element.Id).ToDictionary(element => element.Id, StringComparer.Ordinal);
        var links = new List<ElementLink>();
        foreach (CrossModalRelationship reference in features.Relationships.Where(relationship => relationship.Kind == RelationshipKind.Reference))
        {
            VisualElement element = elements[reference.ElementId];
            string? printed = element.Content is EquationContent equation ? equation.Number : element.Label;
            VisualElementType type = element.ElementType == VisualElementType.Equation || element.ElementType == VisualElementType.Table ? element.ElementType : VisualElementType.Figure;
            if (printed is not null && ElementLink.Normalize(type, LabelNumber(printed)) is { } number)
                links.Add(new ElementLink(reference.PageNumber, reference.BoundingBox, type, number, element.PageNumber));
        }

        return links;
    }

    /// <summary>The last word of a label such as "TABLE II" or "Fig. 3".</summary>
    private static string LabelNumber(string label) => label.Split((char[])[' ', '\u00a0'], StringSplitOptions.RemoveEmptyEntries).LastOrDefault() ?? "";

    private static string Fault(string kind, string path, ElementLink link) =>
        string.Create(CultureInfo.InvariantCulture, $"{kind}\t{Path.GetFileName(path)}\tpage {link.Page}\t{link.Type} {link.Number}\tat {link.Box.Left:F0},{link.Box.Top:F0}\ton page {link.TargetPage}");

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
