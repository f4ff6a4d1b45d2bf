namespace AiScholar.Rl.MultiModal;

/// <summary>A glyph before it is part of a word. Left, Right and Baseline are in the text's own frame (turned by -Rotation about the origin, so that text runs to the right); Box is on the page.</summary>
internal readonly record struct Glyph(
    string Text, double Left, double Right, double Baseline, BoundingBox Box, double PageBaseline, double FontSize, GlyphStyle Style, int Sequence)
{
    public bool IsSpace => string.IsNullOrWhiteSpace(Text);
}
