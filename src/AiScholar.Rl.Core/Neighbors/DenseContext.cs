namespace AiScholar.Rl.Core;

/// <summary>An encoded context as plain floats, in a buffer of one thread.</summary>
internal static class DenseContext
{
    [ThreadStatic]
    private static float[]? _buffer;

    /// <summary>Checks the vector and writes it out; the span holds until the thread's next call.</summary>
    /// <exception cref="PersonalizationException">A value is not finite or too large, an index out of range, or the vector too wide.</exception>
    public static ReadOnlySpan<float> Load(in FeatureVector source, int maxFeatures, string setting)
    {
        if (source.Dimension > maxFeatures)
            throw new PersonalizationException(AdvancedRlErrorCode.FeatureInvalid, $"The vector has {source.Dimension} features; the policy takes {maxFeatures} ({setting}).");
        ReadOnlySpan<float> values = source.Values.Span;
        ReadOnlySpan<int> indices = source.Indices.Span;
        if (!source.IsDense && values.Length != indices.Length)
            throw new PersonalizationException(AdvancedRlErrorCode.FeatureInvalid, $"The vector of dimension {source.Dimension} has {values.Length} values at {indices.Length} indices.");
        foreach (float value in values)
        {
            if (!(Math.Abs(value) <= BanditVector.MaxMagnitude))
                throw new PersonalizationException(AdvancedRlErrorCode.FeatureInvalid, $"A feature is {value}; features must be finite and at most {BanditVector.MaxMagnitude:g} in magnitude.");
        }

        if (_buffer is null || _buffer.Length < source.Dimension)
            _buffer = new float[source.Dimension];
        Span<float> target = _buffer.AsSpan(0, source.Dimension);
        if (source.IsDense)
        {
            values.CopyTo(target);
            return target;
        }

        target.Clear();
        for (int i = 0; i < values.Length; i++)
        {
            if ((uint)indices[i] >= (uint)target.Length)
                throw new PersonalizationException(AdvancedRlErrorCode.FeatureInvalid, $"Index {indices[i]} does not fit a vector of dimension {target.Length}; indices ascend from 0.");
            target[indices[i]] = values[i];
        }

        return target;
    }
}
