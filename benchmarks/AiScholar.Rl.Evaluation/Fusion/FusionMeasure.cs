using System.Globalization;
using AiScholar.Rl.Evaluation.Running;
using AiScholar.Rl.Torch;
using Microsoft.Extensions.DependencyInjection;

namespace AiScholar.Rl.Evaluation.Fusion;

/// <summary>
/// Finding a figure by its caption among all figures of the held-out papers. The papers are ordered by name: the first half trains, the second half is held out. Labels and numbers
/// are masked in captions and paragraphs, and captions are painted over in pictures (see <see cref="IElementViewReader"/>); which caption belongs to which figure is what the product
/// found. A figure is represented by its referring paragraphs (text), by its picture, the words in it and its layout (visual), by both side by side with equal weight (concat: the mean of
/// the two cosines), or by the network's vector of everything (fused). Text is ranked by <see cref="TermBaseline"/>; visual is the network with the paragraphs hidden. Mean reciprocal
/// rank; the 95 % interval is Student's over seeds, which vary initial weights, batches, generated papers and the bootstrap sample of the training figures.
/// </summary>
public sealed class FusionMeasure : IMeasure
{
    private const int ShortestCaption = 3;

    /// <inheritdoc/>
    public string Name => "fusion";

    /// <inheritdoc/>
    public string Usage => "--data FOLDER of PDFs (X_black.pdf); [--integrator gated|cross-attention|low-rank] [--seeds 5] [--generated 60] [--repeats 4] [--epochs 12] [--device cpu]; --predictions FILE takes ranks";

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
        var baseline = new TermBaseline([.. training.Concat(heldOut).Select(view => view.Text)]);
        double[][] text = [.. heldOut.Select(query => heldOut.Select(figure => baseline.Cosine(query.Caption, figure.Text)).ToArray())];
        var ranks = new Dictionary<string, List<double[]>>(StringComparer.Ordinal) { ["fused"] = [], ["text"] = [], ["visual"] = [], ["concat"] = [], ["text_learnt"] = [] };
        for (int seed = 0; seed < seeds; seed++)
        {
            progress.Report(papers.Length + seed + 1, papers.Length + seeds, $"seed {arguments.Seed + seed}");
            FusionRun.Scores scores = await new FusionRun(settings, arguments.Seed + seed).ExecuteAsync(training, heldOut, cancellationToken);
            ranks["fused"].Add(RankStatistics.Ranks(scores.Fused));
            ranks["text"].Add(RankStatistics.Ranks(text));
            ranks["visual"].Add(RankStatistics.Ranks(scores.Visual));
            ranks["concat"].Add(RankStatistics.Ranks([.. text.Zip(scores.Visual, (a, b) => a.Zip(b, (x, y) => (x + y) / 2).ToArray())]));
            ranks["text_learnt"].Add(RankStatistics.Ranks(scores.LearntText));
        }

        if (arguments.Predictions is { } file)
            await WriteAsync(file, heldOut, ranks, cancellationToken);
        return Result(ranks, training.Count, heldOut);
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
        GeneratedPapers = arguments.Integer("generated", 60, 0),
        Repeats = arguments.Integer("repeats", 4, 1),
        Training = new ElementTrainingOptions
        {
            Epochs = arguments.Integer("epochs", 12, 1),
            Patience = 1000,
            ValidationFraction = 0,
            LearningRate = arguments.Number("rate", 2e-3, 1e-9, 1),
            ModalityDropout = arguments.Number("dropout", 0.25, 0, 0.9),
            WeightDecay = arguments.Number("decay", 0.01, 0, 10),
            Temperature = arguments.Number("temperature", 0.07, 0.001, 10),
        },
    };

    private static MeasureResult Result(Dictionary<string, List<double[]>> ranks, int training, List<ElementView> heldOut)
    {
        var rows = new List<IReadOnlyList<string>>();
        var figures = new List<KeyValuePair<string, double>>();
        foreach ((string name, List<double[]> seeds) in ranks)
        {
            (double mean, double low, double high) = RankStatistics.Interval([.. seeds.Select(RankStatistics.MeanReciprocal)]);
            rows.Add([name, Text(mean), Text(low), Text(high), Text(seeds.Average(seed => seed.Count(rank => rank == 1) / (double)seed.Length))]);
            figures.AddRange([new($"mrr_{name}", mean), new($"mrr_{name}_low", low), new($"mrr_{name}_high", high)]);
        }

        foreach (string other in ranks.Keys.Where(name => name != "fused"))
        {
            (double mean, double low, double high) = RankStatistics.Interval([.. ranks["fused"].Zip(ranks[other], (fused, compared) => RankStatistics.MeanReciprocal(fused) - RankStatistics.MeanReciprocal(compared))]);
            rows.Add([$"fused - {other}", Text(mean), Text(low), Text(high), ""]);
        }

        figures.AddRange([
            new("queries", heldOut.Count), new("training_figures", training), new("with_paragraphs", heldOut.Count(view => view.Text.Length > 0)),
            new("with_words", heldOut.Count(view => view.InnerText.Length > 0)), new("with_picture", heldOut.Count(view => view.Crop is not null)),
        ]);
        return new MeasureResult { Columns = ["figure by", "MRR", "low", "high", "first"], Rows = rows, Figures = figures };
    }

    private static async Task WriteAsync(string file, List<ElementView> heldOut, Dictionary<string, List<double[]>> ranks, CancellationToken cancellationToken) =>
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

    private static string Text(double value) => value.ToString("F4", CultureInfo.InvariantCulture);
}
