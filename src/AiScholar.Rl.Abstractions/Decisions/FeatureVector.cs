namespace AiScholar.Rl;

/// <summary>An encoded feature vector, dense or sparse; numbers are finite.</summary>
public readonly struct FeatureVector : IEquatable<FeatureVector>
{
    /// <summary>A dense vector.</summary>
    public FeatureVector(ReadOnlyMemory<float> values)
        : this(values, default, values.Length)
    {
    }

    /// <summary>A sparse vector: <paramref name="values"/> at ascending <paramref name="indices"/>, zero elsewhere.</summary>
    public FeatureVector(ReadOnlyMemory<float> values, ReadOnlyMemory<int> indices, int dimension) =>
        (Values, Indices, Dimension) = (values, indices, dimension);

    /// <summary>The values: all of them, or those at <see cref="Indices"/>.</summary>
    public ReadOnlyMemory<float> Values { get; }

    /// <summary>Ascending positions of the values of a sparse vector; empty for a dense one.</summary>
    public ReadOnlyMemory<int> Indices { get; }

    /// <summary>Width; it may grow from call to call as new features appear, never shrink.</summary>
    public int Dimension { get; }

    /// <summary>Whether every position has a value.</summary>
    public bool IsDense => Indices.IsEmpty && Values.Length == Dimension;

    /// <summary>Whether both share the same memory.</summary>
    public static bool operator ==(FeatureVector left, FeatureVector right) => left.Equals(right);

    /// <summary>Whether they do not share the same memory.</summary>
    public static bool operator !=(FeatureVector left, FeatureVector right) => !left.Equals(right);

    /// <summary>Whether both share the same memory.</summary>
    public bool Equals(FeatureVector other) => Values.Equals(other.Values) && Indices.Equals(other.Indices) && Dimension == other.Dimension;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is FeatureVector other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Values, Indices, Dimension);
}
