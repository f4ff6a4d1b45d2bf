namespace AiScholar.Rl;

/// <summary>The name of an <see cref="ElementContent"/> in JSON, its <c>kind</c> property.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class ElementContentKindAttribute : Attribute
{
    /// <summary>Names the kind.</summary>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    public ElementContentKindAttribute(string kind)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(kind);
        Kind = kind;
    }

    /// <summary>The name, such as <c>gel-blot</c>.</summary>
    public string Kind { get; }
}
