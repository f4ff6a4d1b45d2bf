using System.Text.Json;
using System.Text.Json.Serialization;

namespace AiScholar.Rl;

internal sealed class FeatureSetJsonConverter : JsonConverter<FeatureSet>
{
    public override FeatureSet Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        FeatureSet.Create(JsonSerializer.Deserialize(ref reader, AdvancedRlJsonContext.Default.FeatureArray) ?? []);

    public override void Write(Utf8JsonWriter writer, FeatureSet value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, value.AsSpan().ToArray(), AdvancedRlJsonContext.Default.FeatureArray);
}
