using System.Numerics.Tensors;
using AiScholar.Rl.Torch;
using Microsoft.Extensions.DependencyInjection;

namespace AiScholar.Rl.Snippets;

internal static class FusionSnippets
{
    public static void Register(IServiceCollection services)
    {
        // snippet-start: fusion-register
        services.AddAdvancedRl(rl => rl.AddMultiModal(m => m
            .AddDefaults()
            .UseElementFusion(fusion => fusion.Integrator = FusionIntegratorKind.LowRank)));
        // snippet-end
    }

    public static async Task<ElementView> Search(IServiceProvider services)
    {
        // snippet-start: fusion-search
        IElementViewReader reader = services.GetRequiredService<IElementViewReader>();
        IElementFusionModel fusion = services.GetRequiredService<IElementFusionModel>();
        IReadOnlyList<ElementView> figures = await reader.ReadAsync(await DocumentSource.FromFileAsync("paper.pdf"));
        IReadOnlyList<ElementEmbedding> vectors = await fusion.EncodeAsync(figures);
        ReadOnlyMemory<float> query = (await fusion.EncodeQueriesAsync(["magnetization of thin films"]))[0];
        int best = Enumerable.Range(0, figures.Count).MaxBy(i => TensorPrimitives.Dot(query.Span, vectors[i].Vector.Span));
        // snippet-end
        return figures[best];
    }

    public static async Task Train(IElementFusionModel fusion, IReadOnlyList<ElementView> figures, IProgress<FusionTrainingProgress> progress, CancellationToken cancellationToken)
    {
        // snippet-start: fusion-train
        FusionTrainingResult result = await fusion.TrainAsync(
            figures, new ElementTrainingOptions { Epochs = 30, Seed = 1, CheckpointPath = "fusion.training" }, progress, cancellationToken);
        await fusion.SaveAsync("fusion.ckpt", cancellationToken);
        // snippet-end
        Console.WriteLine(result.ValidationAccuracy);
    }
}
