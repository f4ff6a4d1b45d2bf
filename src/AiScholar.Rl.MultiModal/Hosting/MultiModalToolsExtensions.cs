using AiScholar.Rl.MultiModal;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace AiScholar.Rl;

/// <summary>Programs of the machine that document understanding can use where the host asks for it.</summary>
public static class MultiModalToolsExtensions
{
    /// <summary>
    /// Recognizes the words of scans by the Tesseract program, from <c>MultiModal:Tesseract</c>. A page without a text layer is drawn at 300 dots an inch for it. Where the program is not
    /// installed, such pages stay without words and an issue says so.
    /// </summary>
    public static IMultiModalBuilder AddTesseract(this IMultiModalBuilder builder, Action<TesseractOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        OptionsBuilder<TesseractOptions> options = builder.AddSectionOptions<TesseractOptions>("MultiModal:Tesseract");
        if (configure is not null)
            options.Configure(configure);
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<TesseractOptions>, TesseractOptionsValidator>());
        return builder.AddOcrEngine<TesseractOcrEngine>("tesseract", registration => registration.IsDefault = true);
    }

    /// <summary>Draws pages by Poppler's program <c>pdftoppm</c> in place of the built-in renderer, from <c>MultiModal:Poppler</c>. It knows more of PDF's pictures and patterns, and is a process a page.</summary>
    public static IMultiModalBuilder UsePoppler(this IMultiModalBuilder builder, Action<PopplerOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        OptionsBuilder<PopplerOptions> options = builder.AddSectionOptions<PopplerOptions>("MultiModal:Poppler");
        if (configure is not null)
            options.Configure(configure);
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<PopplerOptions>, PopplerOptionsValidator>());
        return builder.UsePageRasterizer<PopplerPageRasterizer>();
    }
}
