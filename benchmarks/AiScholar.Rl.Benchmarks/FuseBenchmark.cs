using AiScholar.Rl.Core;
using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.DependencyInjection;

namespace AiScholar.Rl.Benchmarks;

/// <summary>One fusion of text and visual features by each registered integrator, through the extension runtime as the analyzer calls it.</summary>
[MemoryDiagnoser]
public class FuseBenchmark
{
    private ServiceProvider? _services;
    private ExtensionHandle<IFeatureIntegrator>? _integrator;
    private TextFeatures? _text;
    private VisualFeatures? _visual;

    /// <summary>The integrators there are.</summary>
    public static IEnumerable<string> Integrators
    {
        get
        {
            using ServiceProvider services = BenchmarkHost.Create();
            return [.. services.GetRequiredService<ExtensionCatalog<IFeatureIntegrator>>().GetAll().Select(handle => handle.Name)];
        }
    }

    /// <summary>The integrator.</summary>
    [ParamsSource(nameof(Integrators))]
    public string Integrator { get; set; } = "";

    /// <summary>Takes the features of the documents' usual size.</summary>
    [GlobalSetup]
    public async Task SetupAsync()
    {
        _services = BenchmarkHost.Create();
        _integrator = _services.GetRequiredService<ExtensionCatalog<IFeatureIntegrator>>().Get(Integrator);
        var random = new Random(1);
        int width = _services.GetRequiredService<ITextEmbedder>().Dimension;
        _text = new TextFeatures { Embedding = BenchmarkHost.Vector(random, width), WordCount = 4000 };
        VisualElement[] elements = [.. Enumerable.Range(0, 8).Select(index => new VisualElement
        {
            Id = $"e{index}",
            ElementType = index % 2 == 0 ? VisualElementType.Table : VisualElementType.Figure,
            BoundingBox = new BoundingBox(60, 80 * index, 220, 70),
            PageNumber = 1 + (index / 3),
            Confidence = 0.9,
        })];
        _visual = new VisualFeatures { Elements = elements, GlobalFeatures = BenchmarkHost.Vector(random, 64) };
        (await FuseAsync()).GetValueOrThrow();
    }

    /// <summary>Fuses.</summary>
    [Benchmark]
    public ValueTask<ExtensionOutcome<MultiModalFeatures>> FuseAsync() =>
        _integrator!.InvokeAsync(nameof(IFeatureIntegrator.IntegrateAsync), (integrator, cancellation) => integrator.IntegrateAsync(_text!, _visual!, cancellation));

    /// <summary>Ends the host.</summary>
    [GlobalCleanup]
    public void Cleanup() => _services?.Dispose();
}
