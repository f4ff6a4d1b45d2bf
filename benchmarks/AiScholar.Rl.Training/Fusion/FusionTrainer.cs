using AiScholar.Rl.Torch;
using Microsoft.Extensions.DependencyInjection;

namespace AiScholar.Rl.Training.Fusion;

/// <summary>Trains the default weights of element fusion, one file an integrator, on generated papers; through the product's own training.</summary>
internal static class FusionTrainer
{
    private const int LongestText = 2000;

    public static async Task RunAsync(FusionTrainingSettings settings)
    {
        ElementView[] views = [.. GeneratedPapers.Create(settings.Papers, settings.Seed)];
        ElementView[] texts = [.. Passages(settings.Texts)];
        Console.Out.WriteLine($"{views.Length} figures, {texts.Length} passages");
        Directory.CreateDirectory(settings.Output);
        foreach (FusionIntegratorKind kind in Enum.GetValues<FusionIntegratorKind>())
        {
            await using ServiceProvider services = new ServiceCollection().AddLogging().AddAdvancedRl(rl => rl
                .AddTorch(torch => torch.Threads = settings.Threads)
                .AddMultiModal(m => m.UseElementFusion(fusion =>
                {
                    fusion.Integrator = kind;
                    fusion.UseDefaultWeights = false;
                    fusion.Seed = settings.Seed;
                }))).BuildServiceProvider();
            var model = services.GetRequiredService<IElementFusionModel>();
            // Passages have no caption: nothing is learnt from them but how rare terms are.
            FusionTrainingResult result = await model.TrainAsync(
                [.. views, .. texts], new ElementTrainingOptions { Epochs = settings.Epochs, Seed = settings.Seed }, new ConsoleReport(kind));
            string path = Path.Combine(settings.Output, $"element-fusion-{Name(kind)}.bin");
            await File.WriteAllBytesAsync(path, await HalfAsync(model));
            Console.Out.WriteLine($"{kind}: epoch {result.BestEpoch}, loss {result.ValidationLoss:F4}, accuracy {result.ValidationAccuracy:F3}; wrote {path}, {new FileInfo(path).Length} bytes");
        }
    }

    private static async Task<byte[]> HalfAsync(IElementFusionModel model)
    {
        using var stream = new MemoryStream();
        await model.SaveAsync(stream);
        stream.Position = 0;
        return CheckpointFormat.Write(ElementDefaultWeights.ToHalf(await CheckpointStreams.ReadAsync(stream, stream.Length, CancellationToken.None)));
    }

    private static string Name(FusionIntegratorKind kind) => kind switch
    {
        FusionIntegratorKind.CrossAttention => "cross-attention",
        FusionIntegratorKind.LowRank => "low-rank",
        _ => "gated",
    };

    /// <summary>Paragraphs of the Markdown files below a folder.</summary>
    private static IEnumerable<ElementView> Passages(string? folder) => folder is null
        ? []
        : Directory.EnumerateFiles(folder, "*.md", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
            .SelectMany(path => File.ReadAllText(path).ReplaceLineEndings("\n").Split("\n\n"))
            .Where(text => text.Length > 80 && !text.Contains("```", StringComparison.Ordinal))
            .Select(text => new ElementView { Text = text[..Math.Min(text.Length, LongestText)] });

    private sealed class ConsoleReport(FusionIntegratorKind kind) : IProgress<FusionTrainingProgress>
    {
        public void Report(FusionTrainingProgress value) => Console.Out.WriteLine($"{kind} epoch {value.Epoch}/{value.Epochs}: training {value.TrainingLoss:F4}, aside {value.ValidationLoss:F4}");
    }
}
