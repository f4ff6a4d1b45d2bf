using CsCheck;

namespace AiScholar.Rl.MultiModal.Tests.Documents;

[Trait("Category", "Unit")]
public sealed class WordBuilderTests
{
    private static readonly GlyphStyle Style = new("Test", false, false, RgbaColor.Black, 0);

    [Fact]
    public void Build_GapOfAWordSpace_PartsWords()
    {
        List<Glyph> glyphs = [.. Glyphs("ab", 0, 100), .. Glyphs("cd", 12, 100)];

        Assert.Equal(["ab", "cd"], WordBuilder.Build(glyphs, false).Select(word => word.Text));
    }

    [Fact]
    public void Build_SmallGap_JoinsTheWord()
    {
        List<Glyph> glyphs = [.. Glyphs("ab", 0, 100), .. Glyphs("cd", 10.8, 100)];

        Assert.Equal(["abcd"], WordBuilder.Build(glyphs, false).Select(word => word.Text));
    }

    [Fact]
    public void Build_AnyOrderOfContent_KeepsEveryLetterOnce() =>
        Gen.Select(Gen.Char["abcdefgh"].Array[1, 40], Gen.Int[0, 1000]).Sample((letters, seed) =>
        {
            List<Glyph> glyphs = [.. letters.Select((letter, i) => Glyph(letter.ToString(), (i % 8) * 5.0, 100 + (i / 8 * 20)))];
            var random = new Random(seed);
            Glyph[] shuffled = [.. glyphs.OrderBy(_ => random.Next())];

            string built = string.Concat(WordBuilder.Build(shuffled, false).OrderBy(word => word.Baseline).ThenBy(word => word.BoundingBox.Left).Select(word => word.Text));

            Assert.Equal(string.Concat(letters), built);
        }, iter: 200);

    [Fact]
    public void Build_KeepGlyphs_ListsThem()
    {
        PageWord word = Assert.Single(WordBuilder.Build(Glyphs("xyz", 0, 50), true));

        Assert.Equal(["x", "y", "z"], word.Glyphs.Select(glyph => glyph.Text));
    }

    private static List<Glyph> Glyphs(string text, double left, double baseline) => [.. text.Select((sign, i) => Glyph(sign.ToString(), left + (5 * i), baseline))];

    private static Glyph Glyph(string text, double left, double baseline) =>
        new(text, left, left + 5, baseline, new BoundingBox(left, baseline - 7, 5, 7), baseline, 10, Style, 0);
}
