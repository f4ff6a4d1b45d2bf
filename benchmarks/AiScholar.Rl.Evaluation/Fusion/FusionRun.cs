using AiScholar.Rl.Torch;
using AiScholar.Rl.Training.Fusion;
using Microsoft.Extensions.DependencyInjection;

namespace AiScholar.Rl.Evaluation.Fusion;

/// <summary>One seed: a network from new weights learns from generated papers and a bootstrap sample of the training papers' figures, and ranks the held-out ones.</summary>
internal sealed class FusionRun(FusionRunSettings settings, int seed)
{
    private const int HeldOutOffset = 1_000_003;

    /// <summary>Figures of generated papers that no training sees, as many as asked for.</summary>
    public static IReadOnlyList<ElementView> GeneratedHeldOut(int count, int seed) => [.. GeneratedPapers.Create(1 + (count / 4), seed + HeldOutOffset).Take(count)];

    /// <summary>Scores [query][candidate] by what the figures are represented with.</summary>
    public sealed record Scores(double[][] Fused, double[][] Visual, double[][] LearntText);

    public async Task<Scores> ExecuteAsync(IReadOnlyList<ElementView> training, IReadOnlyList<ElementView> heldOut, CancellationToken cancellationToken)
    {
        await using ServiceProvider services = new ServiceCollection().AddLogging().AddAdvancedRl(rl => rl
            .AddTorch(torch => torch.Device = settings.Device)
            .AddMultiModal(m => m.AddDefaults().UseElementFusion(fusion =>
            {
                fusion.Integrator = settings.Integrator;
                fusion.UseDefaultWeights = false;
                fusion.Seed = seed;
            }))).BuildServiceProvider();
        var model = services.GetRequiredService<IElementFusionModel>();
        var random = new Random(seed);
        ElementView[] sample = [.. training];
        random.Shuffle(sample);
        sample = [.. sample.Take((4 * sample.Length / 5) + 1)];
        // Views without captions: nothing is learnt from them but how rare terms are in the collection to be searched, as the text baseline does.
        IEnumerable<ElementView> collection = heldOut.Select(view => new ElementView { Text = view.Text, InnerText = view.InnerText });
        await model.TrainAsync([.. GeneratedPapers.Create(settings.GeneratedPapers, seed)], settings.Training with { Seed = seed }, cancellationToken: cancellationToken);
        await model.TrainAsync([.. sample, .. collection], settings.Training with { Seed = seed, Epochs = settings.OwnEpochs, BatchSize = 32 }, cancellationToken: cancellationToken);

        IReadOnlyList<ReadOnlyMemory<float>> queries = await model.EncodeQueriesAsync([.. heldOut.Select(view => view.Caption)], cancellationToken);
        return new Scores(
            await RankAsync(model, queries, heldOut, cancellationToken),
            await RankAsync(model, queries, [.. heldOut.Select(view => Only(view, text: false))], cancellationToken),
            await RankAsync(model, queries, [.. heldOut.Select(view => Only(view, text: true))], cancellationToken));
    }

    private static ElementView Only(ElementView view, bool text) => text
        ? new ElementView { ElementId = view.ElementId, Text = view.Text }
        : new ElementView { ElementId = view.ElementId, InnerText = view.InnerText, Crop = view.Crop, Layout = view.Layout };

    private static async Task<double[][]> RankAsync(IElementFusionModel model, IReadOnlyList<ReadOnlyMemory<float>> queries, IReadOnlyList<ElementView> figures, CancellationToken cancellationToken)
    {
        IReadOnlyList<ElementEmbedding> embeddings = await model.EncodeAsync(figures, cancellationToken);
        return [.. queries.Select(query => embeddings.Select(embedding => Inner(query.Span, embedding.Vector.Span)).ToArray())];
    }

    private static double Inner(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++)
            sum += (double)a[i] * b[i];
        return sum;
    }
}
