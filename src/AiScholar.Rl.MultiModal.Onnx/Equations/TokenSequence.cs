namespace AiScholar.Rl.MultiModal.Onnx;

/// <summary>What a model read: tokens, and the geometric mean of their probabilities.</summary>
internal sealed record TokenSequence(IReadOnlyList<int> Ids, double Confidence);
