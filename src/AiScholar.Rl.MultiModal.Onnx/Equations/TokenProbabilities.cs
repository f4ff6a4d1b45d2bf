using System.Numerics.Tensors;

namespace AiScholar.Rl.MultiModal.Onnx;

/// <summary>Logits as logarithms of probabilities.</summary>
internal static class TokenProbabilities
{
    /// <summary>Subtracts the logarithm of the sum of the exponentials, so that the exponentials sum to 1.</summary>
    /// <exception cref="ExtensionException">A logit is not a number or infinite; minus infinity, a token that is ruled out, is none of that.</exception>
    public static void LogSoftmax(ReadOnlySpan<float> logits, Span<float> logProbabilities)
    {
        float most = TensorPrimitives.Max(logits);
        if (!float.IsFinite(most))
            throw new ExtensionException(AdvancedRlErrorCode.ExtensionFailed, OnnxFormulaRecognizer.Name, "The model gave logits that are not finite.");
        TensorPrimitives.Subtract(logits, most, logProbabilities);
        double sum = 0;
        foreach (float difference in logProbabilities)
            sum += Math.Exp(difference);
        TensorPrimitives.Subtract(logProbabilities, (float)Math.Log(sum), logProbabilities);
    }
}
