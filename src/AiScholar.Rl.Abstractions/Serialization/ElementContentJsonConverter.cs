using System.Text.Json;
using System.Text.Json.Serialization;

namespace AiScholar.Rl;

/// <summary>
/// Reads and writes element content by its <c>kind</c>. Not System.Text.Json's own polymorphism, which throws on an unknown kind or drops
/// it: here an unknown kind is kept whole and written back unchanged.
/// </summary>
internal sealed class ElementContentJsonConverter(ElementContentRegistry registry) : JsonConverter<ElementContent>
{
    private const string KindProperty = "kind";

    public override bool CanConvert(Type typeToConvert) => typeToConvert == typeof(ElementContent);

    public override ElementContent Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        JsonElement json = JsonElement.ParseValue(ref reader);
        if (json.ValueKind != JsonValueKind.Object)
            throw new JsonException("Element content is written as an object.");
        string kind = json.TryGetProperty(KindProperty, out JsonElement name) && name.ValueKind == JsonValueKind.String ? name.GetString()! : "";
        return registry.TryGet(kind, out ElementContentDescriptor? descriptor)
            ? (ElementContent)json.Deserialize(descriptor.TypeInfo)!
            : new UnknownContent { Kind = kind, Json = json };
    }

    public override void Write(Utf8JsonWriter writer, ElementContent value, JsonSerializerOptions options)
    {
        if (value is UnknownContent unknown)
        {
            unknown.Json.WriteTo(writer);
            return;
        }

        if (!registry.TryGet(value.GetType(), out ElementContentDescriptor? descriptor))
            throw new JsonException($"{value.GetType()} is not registered: call AddContent(…) with its JSON contract.");
        writer.WriteStartObject();
        writer.WriteString(KindProperty, descriptor.Kind);
        JsonElement body = JsonSerializer.SerializeToElement(value, descriptor.TypeInfo);
        foreach (JsonProperty property in body.EnumerateObject())
        {
            if (!property.NameEquals(KindProperty))
                property.WriteTo(writer);
        }

        writer.WriteEndObject();
    }
}
