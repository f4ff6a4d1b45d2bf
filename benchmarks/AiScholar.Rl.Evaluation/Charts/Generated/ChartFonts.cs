using System.Collections.Concurrent;
using SkiaSharp;

namespace AiScholar.Rl.Evaluation.Charts.Generated;

/// <summary>The fonts that the charts are drawn with, embedded: a bare machine has none.</summary>
internal static class ChartFonts
{
    private static readonly ConcurrentDictionary<string, SKTypeface> Known = new();

    public static SKTypeface Get(string name) => Known.GetOrAdd(name, static name =>
    {
        using Stream stream = typeof(ChartFonts).Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"The font '{name}' is not embedded.");
        using SKData data = SKData.Create(stream);
        return SKTypeface.FromData(data) ?? throw new InvalidOperationException($"The font '{name}' cannot be read.");
    });
}
