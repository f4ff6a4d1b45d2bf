using System.Collections;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace AiScholar.Rl;

/// <summary>An immutable list of features: <c>FeatureSet x = [Feature.Numeric("age", 3), Feature.Categorical("domain", "ml")];</c></summary>
[CollectionBuilder(typeof(FeatureSet), nameof(Create))]
[JsonConverter(typeof(FeatureSetJsonConverter))]
public sealed class FeatureSet : IReadOnlyList<Feature>
{
    private readonly Feature[] _features;

    private FeatureSet(Feature[] features) => _features = features;

    /// <summary>No features.</summary>
    public static FeatureSet Empty { get; } = new([]);

    /// <inheritdoc/>
    public int Count => _features.Length;

    /// <inheritdoc/>
    public Feature this[int index] => _features[index];

    /// <summary>A set of the given features, copied.</summary>
    public static FeatureSet Create(ReadOnlySpan<Feature> features) => features.IsEmpty ? Empty : new FeatureSet(features.ToArray());

    /// <summary>The features as a span, for loops that must not allocate.</summary>
    public ReadOnlySpan<Feature> AsSpan() => _features;

    /// <inheritdoc/>
    public IEnumerator<Feature> GetEnumerator() => ((IEnumerable<Feature>)_features).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
