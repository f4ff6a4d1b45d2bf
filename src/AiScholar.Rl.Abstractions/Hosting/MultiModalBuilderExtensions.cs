using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace AiScholar.Rl;

/// <summary>Extensions of document understanding, from any assembly.</summary>
public static class MultiModalBuilderExtensions
{
    /// <summary>Adds a processor of visual elements.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="name">Its name; null for the type's name in kebab-case without <c>Processor</c>.</param>
    /// <param name="configure">Its priority, options and the like.</param>
    public static IMultiModalBuilder AddProcessor<TProcessor>(this IMultiModalBuilder builder, string? name = null, Action<ExtensionRegistration>? configure = null)
        where TProcessor : class, IVisualProcessor
    {
        ExtensionRegistration.Add<IVisualProcessor, TProcessor>(builder, name, configure);
        return builder;
    }

    /// <summary>Adds a detector of regions.</summary>
    public static IMultiModalBuilder AddRegionDetector<TDetector>(this IMultiModalBuilder builder, string? name = null, Action<ExtensionRegistration>? configure = null)
        where TDetector : class, IRegionDetector
    {
        ExtensionRegistration.Add<IRegionDetector, TDetector>(builder, name, configure);
        return builder;
    }

    /// <summary>Adds a reader of documents.</summary>
    public static IMultiModalBuilder AddReader<TReader>(this IMultiModalBuilder builder, string? name = null, Action<ExtensionRegistration>? configure = null)
        where TReader : class, IDocumentReader
    {
        ExtensionRegistration.Add<IDocumentReader, TReader>(builder, name, configure);
        return builder;
    }

    /// <summary>Adds an integrator of text and visual features; the one of highest priority serves by default.</summary>
    public static IMultiModalBuilder AddIntegrator<TIntegrator>(this IMultiModalBuilder builder, string? name = null, Action<ExtensionRegistration>? configure = null)
        where TIntegrator : class, IFeatureIntegrator
    {
        ExtensionRegistration.Add<IFeatureIntegrator, TIntegrator>(builder, name, configure);
        return builder;
    }

    /// <summary>Adds an engine that recognizes the words of scans; the one of highest priority serves, the next one when it fails.</summary>
    public static IMultiModalBuilder AddOcrEngine<TEngine>(this IMultiModalBuilder builder, string? name = null, Action<ExtensionRegistration>? configure = null)
        where TEngine : class, IOcrEngine
    {
        ExtensionRegistration.Add<IOcrEngine, TEngine>(builder, name, configure);
        return builder;
    }

    /// <summary>Adds a recognizer of formulas; the one of highest priority serves, the next one when it fails. Without one, formulas are never drawn.</summary>
    public static IMultiModalBuilder AddFormulaRecognizer<TRecognizer>(this IMultiModalBuilder builder, string? name = null, Action<ExtensionRegistration>? configure = null)
        where TRecognizer : class, IFormulaRecognizer
    {
        ExtensionRegistration.Add<IFormulaRecognizer, TRecognizer>(builder, name, configure);
        return builder;
    }

    /// <summary>Replaces the renderer of pages.</summary>
    public static IMultiModalBuilder UsePageRasterizer<TRasterizer>(this IMultiModalBuilder builder)
        where TRasterizer : class, IPageRasterizer
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.Replace(Microsoft.Extensions.DependencyInjection.ServiceDescriptor.Singleton<IPageRasterizer, TRasterizer>());
        return builder;
    }

    /// <summary>Replaces the embedder of text.</summary>
    public static IMultiModalBuilder UseTextEmbedder<TEmbedder>(this IMultiModalBuilder builder)
        where TEmbedder : class, ITextEmbedder
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.Replace(Microsoft.Extensions.DependencyInjection.ServiceDescriptor.Singleton<ITextEmbedder, TEmbedder>());
        return builder;
    }

    /// <summary>Registers a third party's element content; the same as <see cref="AdvancedRlBuilderExtensions.AddContent{TContent}"/>.</summary>
    public static IMultiModalBuilder AddContent<TContent>(this IMultiModalBuilder builder, JsonTypeInfo<TContent> typeInfo)
        where TContent : ElementContent
    {
        AdvancedRlBuilderExtensions.AddContent(builder, typeInfo);
        return builder;
    }
}
