using AiScholar.Rl.Torch;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace AiScholar.Rl.Snippets;

internal static class TorchSnippets
{
    public static void Register(IServiceCollection services, IConfiguration configuration)
    {
        // snippet-start: torch-register
        services.AddAdvancedRl(configuration.GetSection("AdvancedRl"), rl => rl
            .AddTorch(torch => torch.Device = "auto")
            .AddMultiModal(m => m.UseGatedFusion(fusion => fusion.Dimension = 256)));
        // snippet-end
    }

    public static async Task Train(IServiceProvider services, IReadOnlyList<FusionPair> pairs)
    {
        // snippet-start: torch-train
        IFusionModel fusion = services.GetRequiredService<IFusionModel>();
        FusionTrainingResult result = await fusion.TrainAsync(pairs, new FusionTrainingOptions { Epochs = 100, Seed = 1 });
        await fusion.SaveAsync("fusion.ckpt");
        // snippet-end
    }
}
