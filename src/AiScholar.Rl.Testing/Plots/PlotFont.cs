using ScottPlot;
using SkiaSharp;

namespace AiScholar.Rl.Testing;

/// <summary>The bundled font: bare machines have none.</summary>
internal sealed class PlotFont : IFontResolver
{
    public const string Name = "AiScholar.Rl.Inter";

    private static readonly Lazy<bool> Registration = new(() =>
    {
        Fonts.FontResolvers.Add(new PlotFont());
        return true;
    });

    public static void Register() => _ = Registration.Value;

    public SKTypeface? CreateTypeface(string fontName, FontWeight weight, FontSlant slant, FontSpacing spacing)
    {
        if (fontName != Name)
            return null;
        using Stream font = typeof(PlotFont).Assembly.GetManifestResourceStream("Inter-Regular.ttf")!;
        return SKTypeface.FromStream(font);
    }

    public SKTypeface? CreateTypeface(string fontName, bool bold, bool italic) => CreateTypeface(fontName, FontWeight.Normal, FontSlant.Upright, FontSpacing.Normal);
}
