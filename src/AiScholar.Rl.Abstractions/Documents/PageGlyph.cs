namespace AiScholar.Rl;

/// <summary>One glyph of a word.</summary>
/// <param name="Text">Its Unicode text; more than one character for a ligature.</param>
/// <param name="BoundingBox">Its box.</param>
/// <param name="FontSize">Its size in points as shown.</param>
public readonly record struct PageGlyph(string Text, BoundingBox BoundingBox, double FontSize);
