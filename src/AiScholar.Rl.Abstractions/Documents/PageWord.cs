namespace AiScholar.Rl;

/// <summary>A word on a page.</summary>
public sealed record PageWord
{
    /// <summary>The word's text, ligatures resolved, not empty.</summary>
    public required string Text { get; init; }

    /// <summary>The box of its glyphs.</summary>
    public required BoundingBox BoundingBox { get; init; }

    /// <summary>The y of the baseline.</summary>
    public double Baseline { get; init; }

    /// <summary>The font size in points as shown; 0 when unknown.</summary>
    public double FontSize { get; init; }

    /// <summary>The font's PostScript name, or null.</summary>
    public string? FontName { get; init; }

    /// <summary>Whether the font is bold.</summary>
    public bool IsBold { get; init; }

    /// <summary>Whether the font is italic or oblique.</summary>
    public bool IsItalic { get; init; }

    /// <summary>Direction of the text in degrees, clockwise; 0 for upright text.</summary>
    public double Rotation { get; init; }

    /// <summary>The fill colour.</summary>
    public RgbaColor Color { get; init; } = RgbaColor.Black;

    /// <summary>0 to 1; 1 for a text layer, less for recognised text.</summary>
    public double Confidence { get; init; } = 1;

    /// <summary>The line it stands on, counted from 0 down the page by the reader's line builder; -1 when unknown.</summary>
    public int LineIndex { get; init; } = -1;

    /// <summary>The glyphs, when the reader keeps them.</summary>
    public IReadOnlyList<PageGlyph> Glyphs { get; init; } = [];
}
