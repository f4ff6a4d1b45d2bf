namespace AiScholar.Rl.MultiModal;

/// <summary>What the glyphs of a word share.</summary>
internal sealed record GlyphStyle(string? FontName, bool IsBold, bool IsItalic, RgbaColor Color, int Rotation);
