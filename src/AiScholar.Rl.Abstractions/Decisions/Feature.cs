using System.Text.Json.Serialization;

namespace AiScholar.Rl;

/// <summary>One typed, namespaced feature of a context or an action.</summary>
/// <remarks>A name keeps its kind for the life of a loop; another kind later is reported as an issue and the value left out.</remarks>
public readonly record struct Feature
{
    /// <summary>Creates a feature; prefer the factories.</summary>
    [JsonConstructor]
    public Feature(string @namespace, string name, FeatureKind kind, double number, string? text, ReadOnlyMemory<float> vector, IReadOnlyList<string>? set)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        (Namespace, Name, Kind, Number, Text, Vector, Set) = (@namespace ?? "", name, kind, number, text, vector, set);
    }

    /// <summary>The namespace, such as <c>user</c> or <c>document</c>; empty for none.</summary>
    public string Namespace { get; }

    /// <summary>The name within its namespace.</summary>
    public string Name { get; }

    /// <summary>The value's type.</summary>
    public FeatureKind Kind { get; }

    /// <summary>The value of a numeric feature.</summary>
    public double Number { get; }

    /// <summary>The value of a categorical or text feature.</summary>
    public string? Text { get; }

    /// <summary>The value of an embedding feature.</summary>
    public ReadOnlyMemory<float> Vector { get; }

    /// <summary>The value of a set feature.</summary>
    public IReadOnlyList<string>? Set { get; }

    /// <summary>A number.</summary>
    public static Feature Numeric(string name, double value, string @namespace = "") => new(@namespace, name, FeatureKind.Numeric, value, null, default, null);

    /// <summary>One of a set of names.</summary>
    public static Feature Categorical(string name, string value, string @namespace = "") => new(@namespace, name, FeatureKind.Categorical, 0, value, default, null);

    /// <summary>Free text.</summary>
    public static Feature FreeText(string name, string value, string @namespace = "") => new(@namespace, name, FeatureKind.Text, 0, value, default, null);

    /// <summary>A dense vector.</summary>
    public static Feature Embedding(string name, ReadOnlyMemory<float> value, string @namespace = "") => new(@namespace, name, FeatureKind.Embedding, 0, null, value, null);

    /// <summary>Several names at once.</summary>
    public static Feature Tags(string name, IReadOnlyList<string> values, string @namespace = "") => new(@namespace, name, FeatureKind.Set, 0, null, default, values);
}
