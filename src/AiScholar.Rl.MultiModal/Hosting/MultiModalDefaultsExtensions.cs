using AiScholar.Rl.MultiModal;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace AiScholar.Rl;

/// <summary>The built-ins of document understanding.</summary>
public static class MultiModalDefaultsExtensions
{
    private const int BuiltInPriority = -100;

    /// <summary>
    /// Registers <see cref="IDocumentAnalyzer"/> and <see cref="IElementViewReader"/>; the readers <c>pdf</c> and <c>image</c>; the region detectors <c>layout</c>, <c>picture</c>,
    /// <c>chart</c>, <c>chart-paths</c>, <c>diagram</c> and <c>diagram-paths</c>; the processors <c>table</c>, <c>equation</c>, <c>figure</c>, <c>chart</c>,
    /// <c>chart-paths</c>, <c>diagram</c> and <c>diagram-paths</c>; the reader of chart labels; the integrator <c>weighted-concatenation</c>; the built-in page rasterizer; and the hashed n-gram embedder. Idempotent; a
    /// host's own registrations win.
    /// </summary>
    public static IMultiModalBuilder AddDefaults(this IMultiModalBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.AddExtensionRuntime();
        builder.AddSectionOptions<DocumentOptions>("MultiModal:Documents");
        IServiceCollection services = builder.Services;
        AddElementOptions(builder);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<DocumentOptions>, DocumentOptionsValidator>());
        services.TryAddSingleton<IPageRasterizer, SkiaPageRasterizer>();
        services.TryAddSingleton<IChartLabelReader, ChartLabelReader>();
        services.TryAddSingleton<ChartReadings>();
        services.TryAddSingleton<DiagramReadings>();
        services.TryAddSingleton<ITextEmbedder, HashedNGramEmbedder>();
        services.TryAddSingleton<TextFeatureExtractor>();
        services.TryAddSingleton<ScanReader>();
        services.TryAddSingleton<DocumentPages>();
        services.TryAddSingleton<FormulaReader>();
        services.TryAddSingleton<PageAnalyzer>();
        services.TryAddSingleton<IDocumentAnalyzer, DocumentAnalyzer>();
        services.TryAddSingleton<IElementViewReader, ElementViewReader>();
        return builder
            .AddReader<PdfDocumentReader>("pdf", BuiltIn)
            .AddReader<ImageDocumentReader>("image", BuiltIn)
            .AddRegionDetector<LayoutRegionDetector>("layout", BuiltIn)
            .AddRegionDetector<PictureRegionDetector>("picture", BuiltIn)
            .AddRegionDetector<ChartRegionDetector>("chart", BuiltIn)
            .AddRegionDetector<VectorChartDetector>("chart-paths", BuiltIn)
            .AddRegionDetector<DiagramRegionDetector>("diagram", BuiltIn)
            .AddRegionDetector<VectorDiagramDetector>("diagram-paths", BuiltIn)
            .AddProcessor<TableProcessor>("table", BuiltIn)
            .AddProcessor<EquationProcessor>("equation", BuiltIn)
            .AddProcessor<FigureProcessor>("figure", BuiltIn)
            .AddProcessor<ChartProcessor>("chart", BuiltIn)
            .AddProcessor<VectorChartProcessor>("chart-paths", BuiltIn)
            .AddProcessor<DiagramProcessor>("diagram", BuiltIn)
            .AddProcessor<VectorDiagramProcessor>("diagram-paths", BuiltIn)
            .AddIntegrator<WeightedConcatenationIntegrator>("weighted-concatenation", BuiltIn);
    }

    /// <summary>
    /// Embeds documents' text by a generator of the host's choice. Opt-in: a generator that merely happens to be registered never receives
    /// a document.
    /// </summary>
    /// <param name="builder">The builder.</param>
    /// <param name="generator">Gives the generator.</param>
    /// <param name="dimension">Width of its vectors, at least 1.</param>
    public static IMultiModalBuilder UseEmbeddings(this IMultiModalBuilder builder, Func<IServiceProvider, IEmbeddingGenerator<string, Embedding<float>>> generator, int dimension)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(generator);
        ArgumentOutOfRangeException.ThrowIfLessThan(dimension, 1);
        builder.Services.Replace(ServiceDescriptor.Singleton<ITextEmbedder>(services => new GeneratedTextEmbedder(generator(services), dimension)));
        return builder;
    }

    /// <summary>Changes the limits of the built-in readers in code, after configuration.</summary>
    public static IMultiModalBuilder ConfigureDocuments(this IMultiModalBuilder builder, Action<DocumentOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        builder.AddSectionOptions<DocumentOptions>("MultiModal:Documents").Configure(configure);
        return builder;
    }

    /// <summary>Changes in code, after configuration, what is done about formulas.</summary>
    public static IMultiModalBuilder ConfigureEquations(this IMultiModalBuilder builder, Action<EquationOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        builder.AddSectionOptions<EquationOptions>("MultiModal:Equations").Configure(configure);
        return builder;
    }

    /// <summary>Changes the limits of reading charts in code, after configuration.</summary>
    public static IMultiModalBuilder ConfigureCharts(this IMultiModalBuilder builder, Action<ChartOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        builder.AddSectionOptions<ChartOptions>("MultiModal:Charts").Configure(configure);
        return builder;
    }

    /// <summary>Changes the limits of reading diagrams in code, after configuration.</summary>
    public static IMultiModalBuilder ConfigureDiagrams(this IMultiModalBuilder builder, Action<DiagramOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        builder.AddSectionOptions<DiagramOptions>("MultiModal:Diagrams").Configure(configure);
        return builder;
    }

    private static void BuiltIn(ExtensionRegistration registration) => (registration.IsDefault, registration.Priority) = (true, BuiltInPriority);

    private static void AddElementOptions(IMultiModalBuilder builder)
    {
        builder.AddSectionOptions<EquationOptions>("MultiModal:Equations");
        builder.AddSectionOptions<ChartOptions>("MultiModal:Charts");
        builder.AddSectionOptions<DiagramOptions>("MultiModal:Diagrams");
        IServiceCollection services = builder.Services;
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<EquationOptions>, EquationOptionsValidator>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<ChartOptions>, ChartOptionsValidator>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<DiagramOptions>, DiagramOptionsValidator>());
    }
}
