using System.Text.Json.Serialization;

namespace AiScholar.Rl.Core;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    UseStringEnumConverter = true,
    WriteIndented = true)]
[JsonSerializable(typeof(OfflineEvaluationReport))]
internal sealed partial class OfflineEvaluationJsonContext : JsonSerializerContext;
