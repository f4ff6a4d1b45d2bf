namespace AiScholar.Rl.Torch;

/// <summary>Checks a vector and brings it to root mean square 1, so that its scale neither saturates nor silences the network.</summary>
internal static class FusionInputs
{
    /// <summary>Writes the normalised vector.</summary>
    /// <returns>False, with zeros written, when the vector is empty or all 0: the part is missing.</returns>
    public static bool TryNormalize(ReadOnlySpan<float> vector, Span<float> destination)
    {
        // A double holds the square of any float, so that large values do not overflow.
        var sum = 0.0;
        foreach (var value in vector)
            sum += (double)value * value;
        if (sum == 0)
        {
            destination.Clear();
            return false;
        }

        var scale = Math.Sqrt(vector.Length / sum);
        for (var i = 0; i < vector.Length; i++)
            destination[i] = (float)(vector[i] * scale);
        return true;
    }

    /// <summary>Refuses what must not enter a model.</summary>
    /// <exception cref="AdvancedRlException">It is too wide or not finite; code <see cref="AdvancedRlErrorCode.FeatureInvalid"/>.</exception>
    public static void Check(ReadOnlySpan<float> vector, string name, int maximumWidth)
    {
        if (vector.Length > maximumWidth)
            throw Invalid($"The {name} vector has {vector.Length} numbers; the limit is {maximumWidth} (MultiModal:Integrators:gated-fusion:MaximumInputWidth).");
        for (var i = 0; i < vector.Length; i++)
        {
            if (!float.IsFinite(vector[i]))
                throw Invalid($"The {name} vector holds a number that is not finite, at index {i}.");
        }
    }

    public static AdvancedRlException Invalid(string message) => new(AdvancedRlErrorCode.FeatureInvalid, message);
}
