using SkiaSharp;

namespace AiScholar.Rl.Training.Ticks;

/// <summary>The fonts to draw with, grouped by family so that a family with forty faces is drawn no oftener than one with four.</summary>
internal sealed class FontShelf : IDisposable
{
    private readonly SKTypeface[][] _families;

    private FontShelf(SKTypeface[][] families) => _families = families;

    public int Families => _families.Length;

    public int Faces => _families.Sum(family => family.Length);

    /// <summary>Loads every upright Latin font below a folder, in the order of their names.</summary>
    /// <exception cref="ArgumentException">The folder holds none.</exception>
    public static FontShelf Load(string folder)
    {
        if (!Directory.Exists(folder))
            throw new ArgumentException($"--fonts: there is no folder '{folder}'.");
        SKTypeface[] faces = [.. Directory.EnumerateFiles(folder, "*.*", SearchOption.AllDirectories)
            .Where(path => Path.GetExtension(path).ToUpperInvariant() is ".TTF" or ".OTF")
            .Where(path => !Path.GetFileName(path).Contains("math", StringComparison.OrdinalIgnoreCase))
            .Order(StringComparer.Ordinal)
            .Select(path => SKTypeface.FromFile(path))
            .Where(face => face is not null && face.ContainsGlyphs("0123456789.-AZaz%"))];
        SKTypeface[][] families = [.. faces
            .GroupBy(face => face.FamilyName.Split(' ') is [var first, ..] ? first : face.FamilyName, StringComparer.Ordinal)
            .SelectMany(group => group.Chunk(12))
            .Select(group => group.ToArray())];
        return families.Length > 0 ? new FontShelf(families) : throw new ArgumentException($"--fonts: '{folder}' holds no font with Latin letters and digits.");
    }

    public SKTypeface Pick(Random random)
    {
        SKTypeface[] family = _families[random.Next(_families.Length)];
        return family[random.Next(family.Length)];
    }

    public void Dispose()
    {
        foreach (SKTypeface face in _families.SelectMany(family => family))
            face.Dispose();
    }
}
