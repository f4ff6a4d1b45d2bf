using Microsoft.Extensions.Options;

namespace AiScholar.Rl.Torch.Tests;

/// <summary>Made-up elements with a known answer, and models for them.</summary>
internal static class ElementTasks
{
    private static readonly (string Name, byte Red, byte Green, byte Blue)[] Colors = [("red", 220, 30, 30), ("blue", 30, 60, 220), ("green", 30, 170, 40), ("black", 10, 10, 10)];
    private static readonly string[] Shapes = ["rows", "columns"];

    public static int Kinds => Colors.Length * Shapes.Length;

    public static ElementFusionModel Create(FusionIntegratorKind kind = FusionIntegratorKind.Gated, long seed = 0, ITextEmbedder? embedder = null, ITorchRuntime? runtime = null, bool useDefaultWeights = false) => new(
        runtime ?? TestRuntime.Cpu,
        Options.Create(new ElementFusionOptions
        {
            Integrator = kind,
            Seed = seed,
            UseDefaultWeights = useDefaultWeights,
            TextSource = embedder is null ? ElementTextSource.HashedTerms : ElementTextSource.Embedder,
            MaximumCharacters = 1000,
            MaximumPixels = 10_000,
            BatchSize = 16,
        }),
        Options.Create(new TorchOptions()),
        embedder);

    /// <summary>Pictures of stripes whose captions name the colour and the direction; nothing else tells them apart.</summary>
    public static IReadOnlyList<ElementView> Stripes(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(i => new ElementView { Caption = Caption(i % Kinds), Crop = Picture(i % Kinds, random) })];
    }

    /// <summary>The share of kinds whose caption finds a picture of its kind among one of each.</summary>
    public static async Task<double> AccuracyAsync(IElementFusionModel model, IReadOnlyList<ElementView> views, CancellationToken cancellationToken)
    {
        var queries = await model.EncodeQueriesAsync([.. views.Select(view => view.Caption)], cancellationToken);
        var elements = await model.EncodeAsync(views, cancellationToken);
        return queries.Index().Average(query => elements.Index().MaxBy(element => Inner(query.Item, element.Item.Vector)).Index == query.Index ? 1.0 : 0);
    }

    /// <summary>A view with every source.</summary>
    public static ElementView Whole(int seed) => new()
    {
        Caption = $"caption {seed}",
        Text = $"paragraph about topic{seed} and method{seed % 7}",
        InnerText = $"axis{seed % 5} time",
        Crop = Picture(seed % Kinds, new Random(seed)),
        Layout = new[] { 0.1f, 0.5f, seed % 3 / 3f },
    };

    public static RasterImage Picture(int kind, Random random)
    {
        const int Width = 48, Height = 32;
        var pixels = new byte[Width * Height * 4];
        pixels.AsSpan().Fill(255);
        var (_, red, green, blue) = Colors[kind % Colors.Length];
        int offset = random.Next(8), step = 8 + random.Next(4);
        for (var y = 0; y < Height; y++)
        {
            for (var x = 0; x < Width; x++)
            {
                if (((kind < Colors.Length ? y : x) + offset) % step < 3)
                    (pixels[4 * ((y * Width) + x)], pixels[(4 * ((y * Width) + x)) + 1], pixels[(4 * ((y * Width) + x)) + 2]) = (red, green, blue);
            }
        }

        return new RasterImage { Width = Width, Height = Height, Pixels = pixels };
    }

    public static double Inner(ReadOnlyMemory<float> a, ReadOnlyMemory<float> b) => a.ToArray().Zip(b.ToArray(), (x, y) => (double)x * y).Sum();

    private static string Caption(int kind) => $"{Colors[kind % Colors.Length].Name} {Shapes[kind / Colors.Length]}";
}
