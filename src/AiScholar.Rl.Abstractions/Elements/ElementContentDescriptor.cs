using System.Reflection;
using System.Text.Json.Serialization.Metadata;

namespace AiScholar.Rl;

/// <summary>Ties the kind of an element content to its type and JSON contract.</summary>
public sealed class ElementContentDescriptor
{
    private ElementContentDescriptor(string kind, Type contentType, JsonTypeInfo typeInfo) =>
        (Kind, ContentType, TypeInfo) = (kind, contentType, typeInfo);

    /// <summary>The name in JSON.</summary>
    public string Kind { get; }

    /// <summary>The record type.</summary>
    public Type ContentType { get; }

    internal JsonTypeInfo TypeInfo { get; }

    /// <summary>Describes a content type by its source-generated contract.</summary>
    /// <exception cref="ArgumentException">The type lacks <see cref="ElementContentKindAttribute"/>.</exception>
    public static ElementContentDescriptor For<TContent>(JsonTypeInfo<TContent> typeInfo)
        where TContent : ElementContent
    {
        ArgumentNullException.ThrowIfNull(typeInfo);
        string kind = typeof(TContent).GetCustomAttribute<ElementContentKindAttribute>()?.Kind
            ?? throw new ArgumentException($"{typeof(TContent)} has no [ElementContentKind(\"…\")] attribute; it names the content in JSON.", nameof(typeInfo));
        return new ElementContentDescriptor(kind, typeof(TContent), InitOnlyDefaults.For(typeInfo));
    }
}
