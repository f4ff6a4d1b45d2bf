using System.Globalization;
using System.Text;

namespace AiScholar.Rl.MultiModal.Onnx;

/// <summary>The tokens of a model by their ids, and how they become text.</summary>
internal sealed class TokenVocabulary
{
    private const int MostBytes = 64 * 1024 * 1024;
    private const char ByteSpace = 'Ġ', PieceSpace = '▁';

    private static readonly Dictionary<char, byte> Bytes = ByteLetters();

    private readonly string[] _tokens;
    private readonly OnnxTokenKind _kind;

    private TokenVocabulary(string[] tokens, OnnxTokenKind kind) => (_tokens, _kind) = (tokens, kind);

    public int Count => _tokens.Length;

    /// <summary>Reads a file of a token a line.</summary>
    /// <exception cref="AdvancedRlException">It is missing, too large, empty or no UTF-8.</exception>
    public static TokenVocabulary Load(string path, OnnxTokenKind kind)
    {
        var file = new FileInfo(path);
        if (!file.Exists)
            throw TensorContract.Invalid($"The vocabulary '{path}' does not exist.");
        if (file.Length is 0 or > MostBytes)
            throw TensorContract.Invalid(string.Create(CultureInfo.InvariantCulture, $"The vocabulary '{path}' has {file.Length} bytes; it must have from 1 to {MostBytes}."));
        try
        {
            string text = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetString(File.ReadAllBytes(path)).TrimStart('\uFEFF');
            string[] lines = text.Split('\n');
            return new TokenVocabulary([.. (lines[^1].Length == 0 ? lines[..^1] : lines).Select(line => line.TrimEnd('\r'))], Detect(text, kind));
        }
        catch (DecoderFallbackException exception)
        {
            throw new AdvancedRlException(AdvancedRlErrorCode.InvalidConfiguration, $"The vocabulary '{path}' is no UTF-8 text.", exception);
        }
    }

    /// <summary>The text of tokens, without space at its ends.</summary>
    public string Decode(IEnumerable<int> ids)
    {
        IEnumerable<string> tokens = ids.Select(id => _tokens[id]);
        return (_kind switch
        {
            OnnxTokenKind.ByteLevel => OfByteLetters(string.Concat(tokens)),
            OnnxTokenKind.SentencePiece => OfPieces(tokens),
            _ => string.Join(' ', tokens),
        }).Trim();
    }

    private static OnnxTokenKind Detect(string text, OnnxTokenKind kind) => kind != OnnxTokenKind.Detect ? kind
        : text.Contains(ByteSpace, StringComparison.Ordinal) ? OnnxTokenKind.ByteLevel
        : text.Contains(PieceSpace, StringComparison.Ordinal) ? OnnxTokenKind.SentencePiece
        : OnnxTokenKind.Words;

    private static string OfByteLetters(string text)
    {
        var bytes = new List<byte>(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (rune.IsBmp && Bytes.TryGetValue((char)rune.Value, out byte value))
                bytes.Add(value);
            else
                bytes.AddRange(Encoding.UTF8.GetBytes(rune.ToString()));
        }

        return Encoding.UTF8.GetString([.. bytes]);
    }

    private static string OfPieces(IEnumerable<string> tokens)
    {
        var bytes = new List<byte>();
        foreach (string token in tokens)
        {
            if (token is ['<', '0', 'x', _, _, '>'] && byte.TryParse(token.AsSpan(3, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out byte value))
                bytes.Add(value);
            else
                bytes.AddRange(Encoding.UTF8.GetBytes(token.Replace(PieceSpace, ' ')));
        }

        return Encoding.UTF8.GetString([.. bytes]);
    }

    /// <summary>The letters that byte-level encodings write for bytes: printable ones for themselves, the others from U+0100 on in their order (Radford et al. 2019).</summary>
    private static Dictionary<char, byte> ByteLetters()
    {
        var letters = new Dictionary<char, byte>();
        char next = '\u0100';
        for (int value = 0; value < 256; value++)
        {
            bool isPrintable = value is (>= '!' and <= '~') or (>= 0xA1 and <= 0xAC) or (>= 0xAE and <= 0xFF);
            letters[isPrintable ? (char)value : next++] = (byte)value;
        }

        return letters;
    }
}
