using System.Text.Json.Serialization;

namespace AiScholar.Rl.Testing;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ExperimentReport))]
internal sealed partial class TestingJsonContext : JsonSerializerContext;
