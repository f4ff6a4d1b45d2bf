namespace AiScholar.Rl.MultiModal.Onnx;

/// <summary>How the tokens of a vocabulary become text.</summary>
public enum OnnxTokenKind
{
    /// <summary>By the marks in the vocabulary: <see cref="ByteLevel"/> where tokens hold <c>Ġ</c>, <see cref="SentencePiece"/> where they hold <c>▁</c>, else <see cref="Words"/>.</summary>
    Detect = 0,

    /// <summary>Byte-level byte-pair encoding: each letter stands for a byte, <c>Ġ</c> for a space.</summary>
    ByteLevel = 1,

    /// <summary>SentencePiece: <c>▁</c> stands for a space, <c>&lt;0x0A&gt;</c> for a byte.</summary>
    SentencePiece = 2,

    /// <summary>Whole tokens of LaTeX, such as <c>\frac</c>; a space is put between them.</summary>
    Words = 3,
}
