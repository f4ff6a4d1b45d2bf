using AiScholar.Rl.Core;

namespace AiScholar.Rl.Torch;

/// <summary>Turns an encoded context into a network's input.</summary>
internal static class NeuralContexts
{
    /// <exception cref="PersonalizationException">A value is not finite or too large, an index out of range, or the vector too wide.</exception>
    public static float[] ToArray(in FeatureVector context, int maximumFeatures)
    {
        if (context.Dimension > maximumFeatures)
            throw Invalid($"The vector has {context.Dimension} features; the policy takes {maximumFeatures} (NeuralLinearOptions.MaxFeatures).");
        var dense = new float[context.Dimension];
        var values = context.Values.Span;
        var indices = context.Indices.Span;
        if (values.Length != (context.IsDense ? dense.Length : indices.Length))
            throw Invalid($"The vector of dimension {context.Dimension} has {values.Length} values at {indices.Length} indices.");
        for (var i = 0; i < values.Length; i++)
        {
            if (!(Math.Abs(values[i]) <= BanditVector.MaxMagnitude))
                throw Invalid($"A feature is {values[i]}; features must be finite and at most {BanditVector.MaxMagnitude:g} in magnitude.");
            var index = context.IsDense ? i : indices[i];
            if ((uint)index >= (uint)dense.Length)
                throw Invalid($"Index {index} does not fit a vector of dimension {dense.Length}.");
            dense[index] = values[i];
        }

        return dense;
    }

    private static PersonalizationException Invalid(string message) => new(AdvancedRlErrorCode.FeatureInvalid, message);
}
