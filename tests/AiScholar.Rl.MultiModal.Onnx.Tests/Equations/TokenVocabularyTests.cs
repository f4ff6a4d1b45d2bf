using System.Text;
using AiScholar.Rl.MultiModal.Onnx.Tests.Models;

namespace AiScholar.Rl.MultiModal.Onnx.Tests.Equations;

[Trait("Category", "Unit")]
public sealed class TokenVocabularyTests : IDisposable
{
    private readonly ModelFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Decode_ByteLevel_TurnsLettersBackToBytes()
    {
        // C3 A9 is é; in the letters of byte-level encodings Ã and ©. Ċ is a line feed.
        TokenVocabulary vocabulary = Load("\\frac\nĠx\nÃ\n©\nĊ\n");

        Assert.Equal("\\frac xé\n x", vocabulary.Decode([0, 1, 2, 3, 4, 1]));
        Assert.Equal(5, vocabulary.Count);
    }

    [Fact]
    public void Decode_ByteLevelAllBytes_ComeBack()
    {
        // As published: printable bytes stand for themselves, the others for the letters from U+0100 on.
        var letters = new StringBuilder();
        int next = 256;
        for (int value = 0; value < 256; value++)
            letters.Append(value is (> 32 and < 127) or (> 160 and not 173) ? (char)value : (char)next++).Append('\n');

        TokenVocabulary vocabulary = Load(letters.ToString());

        Assert.Equal(256, vocabulary.Count);
        byte[] text = Encoding.UTF8.GetBytes("x𝛼–\u00ad7\t∑y");
        Assert.Equal("x𝛼–\u00ad7\t∑y", vocabulary.Decode(text.Select(value => (int)value)));
    }

    [Fact]
    public void Decode_SentencePiece_TurnsMarksAndBytesBack() => Assert.Equal("\\int x∑ dx", Load("▁\\int\n▁x\n<0xE2>\n<0x88>\n<0x91>\n▁d\nx\n").Decode([0, 1, 2, 3, 4, 5, 6]));

    [Fact]
    public void Decode_Words_JoinsBySpaces() => Assert.Equal(@"\frac { a } { b }", Load("\\frac\r\n{\r\n}\r\na\r\nb").Decode([0, 1, 3, 2, 1, 4, 2]));

    [Fact]
    public void Decode_KindIsTold_IsNotDetected() => Assert.Equal("Ġx a", TokenVocabulary.Load(Write("Ġx\na\n"), OnnxTokenKind.Words).Decode([0, 1]));

    [Fact]
    public void Load_EmptyLines_KeepTheIds() => Assert.Equal("b", Load("a\n\nb\n").Decode([1, 2]));

    [Fact]
    public void Load_EmptyFile_IsRefused() => Assert.Equal(AdvancedRlErrorCode.InvalidConfiguration, Assert.Throws<AdvancedRlException>(() => Load("")).ErrorCode);

    private TokenVocabulary Load(string text) => TokenVocabulary.Load(Write(text), OnnxTokenKind.Detect);

    private string Write(string text) => _folder.Write("vocabulary.txt", Encoding.UTF8.GetBytes(text));
}
