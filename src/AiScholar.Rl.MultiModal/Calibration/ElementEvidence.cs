using System.Buffers;
using System.Text.Json;

namespace AiScholar.Rl.MultiModal;

/// <summary>What speaks for an element, as named shares among its properties: what its confidence is made of, for a host to see.</summary>
internal static class ElementEvidence
{
    /// <summary>The property's name.</summary>
    public const string Property = "evidence";

    private static readonly Dictionary<string, JsonElement> None = [];

    /// <summary>Properties that hold the evidence; none where there is none.</summary>
    /// <param name="values">Values by name, the more the better; kept within 0 to 1, and to four places.</param>
    public static IReadOnlyDictionary<string, JsonElement> ToProperties(IReadOnlyList<(string Name, double Value)> values)
    {
        if (values.Count == 0)
            return None;
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            foreach ((string name, double value) in values)
                writer.WriteNumber(name, double.IsNaN(value) ? 0 : Math.Round(Math.Clamp(value, 0, 1), 4));
            writer.WriteEndObject();
        }

        using JsonDocument document = JsonDocument.Parse(buffer.WrittenMemory);
        return new Dictionary<string, JsonElement>(StringComparer.Ordinal) { [Property] = document.RootElement.Clone() };
    }

    /// <summary>The evidence of an element, or null when it has none.</summary>
    public static IReadOnlyDictionary<string, double>? Of(VisualElement element) =>
        element.Properties.TryGetValue(Property, out JsonElement held) && held.ValueKind == JsonValueKind.Object
            ? held.EnumerateObject().Where(value => value.Value.ValueKind == JsonValueKind.Number).ToDictionary(value => value.Name, value => value.Value.GetDouble(), StringComparer.Ordinal)
            : null;
}
