using System.Globalization;
using AiScholar.Rl.Evaluation.Running;
using AiScholar.Rl.Torch;
using Microsoft.Extensions.DependencyInjection;

namespace AiScholar.Rl.Evaluation.Fusion;

/// <summary>
/// Finding a figure by its caption among all figures of the held-out papers. The papers are ordered by name: the first half trains, the second half is held out, and to it come as many
/// figures of generated papers that no training saw; <c>arxiv_</c> figures are those of the given papers' queries among the given papers' figures alone. Labels and numbers
/// are masked in captions and paragraphs, and captions are painted over in pictures (see <see cref="IElementViewReader"/>); which caption belongs to which figure is what the product
/// found. A figure is represented by its referring paragraphs (text), by its picture, the words in it and its layout (visual), by both side by side with equal weight (concat: the mean of
/// the two scores), or by the network's vector of everything (fused). Text is ranked by <see cref="TermBaseline"/>; visual is the network with the paragraphs hidden. Mean reciprocal
/// rank over the same queries and candidates for all seeds; the 95 % interval is Student's over seeds, which vary initial weights, batches, the generated papers learnt from and the four fifths
/// of the training figures. The rarity of terms is counted, by the baseline and the network alike, in what is searched, captions left out.
/// </summary>
public sealed class FusionMeasure : IMeasure
{
    private const int ShortestCaption = 3;

    /// <inheritdoc/>
    public string Name => "fusion";

    /// <inheritdoc/>
    public string Usage => "--data FOLDER of PDFs (X_black.pdf); [--integrator gated|cross-attention|low-rank] [--seeds 5] [--generated 60] [--epochs 12] [--own-epochs 10] [--device cpu]; --predictions FILE takes ranks";

    /// <inheritdoc/>
    public async Task<MeasureResult> RunAsync(MeasureArguments arguments, MeasureProgress progress, CancellationToken cancellationToken)
    {
        FusionRunSettings settings = Settings(arguments);
        int seeds = arguments.Integer("seeds", 5, 1);
        arguments.RejectUnknown();
        string[] papers = [.. Papers(arguments.Data).Take(arguments.Limit ?? int.MaxValue)];
        if (papers.Length < 2)
            throw new MeasureInputException($"--data: '{arguments.Data}' holds {papers.Length} PDFs; there must be one to train and one to report.");
        List<ElementView> training = [], heldOut = [];
        await using (ServiceProvider services = new ServiceCollection().AddLogging().AddAdvancedRl(rl => rl.AddMultiModal(m => m.AddDefaults())).BuildServiceProvider())
        {
            var reader = services.GetRequiredService<IElementViewReader>();
            for (int i = 0; i < papers.Length; i++)
            {
                progress.Report(i + 1, papers.Length + seeds, Path.GetFileName(papers[i]));
                IReadOnlyList<ElementView> views = await reader.ReadAsync(await DocumentSource.FromFileAsync(papers[i], cancellationToken), cancellationToken);
                (i < papers.Length / 2 ? training : heldOut).AddRange(views.Where(view => view.Caption.Split(' ').Length >= ShortestCaption));
            }
        }

        if (training.Count == 0 || heldOut.Count == 0)
            throw new MeasureInputException($"--data: {training.Count} figures with captions to train and {heldOut.Count} to report; both must be above 0.");
        var ranks = new FusionRanks();
        ElementView[] figures = [.. heldOut, .. FusionRun.GeneratedHeldOut(heldOut.Count, arguments.Seed)];
        var baseline = new TermBaseline([.. training.Concat(figures).Select(view => view.Text)]);
        double[][] text = [.. figures.Select(query => figures.Select(figure => baseline.Cosine(query.Caption, figure.Text)).ToArray())];
        for (int seed = 0; seed < seeds; seed++)
        {
            progress.Report(papers.Length + seed + 1, papers.Length + seeds, $"seed {arguments.Seed + seed}");
            FusionRun.Scores scores = await new FusionRun(settings, arguments.Seed + seed).ExecuteAsync(training, figures, cancellationToken);
            ranks.Add("fused", scores.Fused);
            ranks.Add("text", text);
            ranks.Add("visual", scores.Visual);
            ranks.Add("concat", [.. text.Zip(scores.Visual, (a, b) => a.Zip(b, (x, y) => (x + y) / 2).ToArray())]);
            ranks.Add("text_learnt", scores.LearntText);
        }

        if (arguments.Predictions is { } file)
            await WriteAsync(file, heldOut, ranks.All, cancellationToken);
        return ranks.Result(training.Count, heldOut);
    }

    private static FusionRunSettings Settings(MeasureArguments arguments) => new()
    {
        Integrator = (arguments.Text("integrator") ?? "gated") switch
        {
            "gated" => FusionIntegratorKind.Gated,
            "cross-attention" => FusionIntegratorKind.CrossAttention,
            "low-rank" => FusionIntegratorKind.LowRank,
            var other => throw new MeasureInputException($"--integrator is '{other}'; it must be gated, cross-attention or low-rank."),
        },
        Device = arguments.Text("device") ?? "cpu",
        GeneratedPapers = arguments.Integer("generated", 60, 4),
        OwnEpochs = arguments.Integer("own-epochs", 10, 1),
        Training = new ElementTrainingOptions
        {
            Epochs = arguments.Integer("epochs", 12, 1),
            Patience = 1000,
            ValidationFraction = 0,
            LearningRate = arguments.Number("rate", 1e-3, 1e-9, 1),
            ModalityDropout = arguments.Number("dropout", 0.25, 0, 0.9),
            WeightDecay = arguments.Number("decay", 0.01, 0, 10),
            Temperature = arguments.Number("temperature", 0.07, 0.001, 10),
            AveragingDecay = arguments.Number("averaging", 0.95, 0, 0.9999),
        },
    };

    private static async Task WriteAsync(string file, List<ElementView> heldOut, IReadOnlyDictionary<string, List<double[]>> ranks, CancellationToken cancellationToken) =>
        await File.WriteAllLinesAsync(file, heldOut.Select((view, i) => string.Join('\t', [
            view.Label ?? "", .. ranks.Select(pair => $"{pair.Key}={string.Join(',', pair.Value.Select(seed => seed[i].ToString(CultureInfo.InvariantCulture)))}"), $"{view.Caption} ## {view.InnerText} ## {view.Text}".ReplaceLineEndings(" ")])), cancellationToken);

    private static string[] Papers(string data)
    {
        string folder = Directory.Exists(Path.Combine(data, "documents", "arxiv")) ? Path.Combine(data, "documents", "arxiv") : Directory.Exists(Path.Combine(data, "arxiv")) ? Path.Combine(data, "arxiv") : data;
        if (File.Exists(folder))
            return [folder];
        string[] all = [.. Directory.EnumerateFiles(folder, "*.pdf").Order(StringComparer.Ordinal)];
        return all.Any(path => path.EndsWith("_black.pdf", StringComparison.Ordinal)) ? [.. all.Where(path => path.EndsWith("_black.pdf", StringComparison.Ordinal))] : all;
    }
}
