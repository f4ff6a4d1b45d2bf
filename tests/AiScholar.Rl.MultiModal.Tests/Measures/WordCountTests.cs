using AiScholar.Rl.Evaluation.Words;
using AiScholar.Rl.MultiModal.Tests.Drafts;

namespace AiScholar.Rl.MultiModal.Tests.Measures;

[Trait("Category", "Unit")]
public sealed class WordCountTests
{
    [Fact]
    public void Of_EveryWordOnce_IsRight()
    {
        WordCount count = WordCount.Of([Cell(0, "10 000"), Cell(1, "000 a")], [Word(0, "000"), Word(0, "10"), Word(1, "000"), Word(1, "a")]);

        Assert.True(count.IsRight);
        Assert.Equal((1, 4), (count.Exact, count.Words));
    }

    [Fact]
    public void Of_WordMissing_IsLost()
    {
        var which = new List<string>();

        WordCount count = WordCount.Of([Cell(0, "alpha")], [Word(0, "alpha"), Word(0, "beta")], which);

        Assert.Equal(new WordCount(2, 1, 0, 0), count);
        Assert.Equal(0.5, count.Exact);
        Assert.Equal(["-beta"], which);
    }

    [Fact]
    public void Of_WordInTwoCells_IsDoubled()
    {
        var which = new List<string>();

        WordCount count = WordCount.Of([Cell(0, "alpha"), Cell(1, "alpha beta")], [Word(0, "alpha"), Word(1, "beta")], which);

        Assert.Equal(new WordCount(2, 0, 1, 0), count);
        Assert.Equal(["+alpha"], which);
    }

    [Fact]
    public void Of_SignsOfNoWord_AreForeign() => Assert.Equal(new WordCount(1, 0, 0, 3), WordCount.Of([Cell(0, "alpha xyz")], [Word(0, "alpha")]));

    [Fact]
    public void Of_OtherSpacing_IsTheSameWord() => Assert.True(WordCount.Of([Cell(0, "4 ∗N ˆ†")], [Word(0, "4∗N"), Word(0, "†ˆ")]).IsRight);

    [Theory]
    [InlineData("of\uFB01ce", "office")]
    [InlineData("a b", "ab")]
    [InlineData("\uE000", "\uFFFD")]
    [InlineData("", "\uFFFD")]
    public void Normalize_Text_IsComparable(string text, string expected) => Assert.Equal(expected, LetterWords.Normalize(text));

    [Fact]
    public void Read_Page_GivesWordsWithTheirPlaces()
    {
        string path = Path.GetTempFileName();
        try
        {
            using var draft = new PdfDraft();
            File.WriteAllBytes(path, draft.Text(100, 200, "one two").Text(100.3, 200, "one").Text(300, 200, "three").Build());

            List<LetterWord> words = LetterWords.Read(path);

            Assert.Equal(["one", "two", "three"], words.Select(word => word.Text));
            Assert.All(words, word => Assert.InRange(word.Y, 190, 200));
            Assert.InRange(words[2].X, 300, 320);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static TableCell Cell(int column, string text) => new() { Row = 0, Column = column, Text = text, BoundingBox = new BoundingBox(100 * column, 0, 100, 20) };

    private static LetterWord Word(int column, string text) => new(1, text, (100 * column) + 50 + text.Length, 10);
}
