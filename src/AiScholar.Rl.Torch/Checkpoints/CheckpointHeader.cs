using System.Text.Json.Serialization;

namespace AiScholar.Rl.Torch;

/// <summary>The part of a checkpoint's payload that describes the rest.</summary>
internal sealed record CheckpointHeader
{
    public required string Kind { get; init; }

    public required int ModelVersion { get; init; }

    public required Dictionary<string, string> Metadata { get; init; }

    public required List<Entry> Tensors { get; init; }

    /// <summary>One tensor; its bytes lie at <see cref="Offset"/> from the end of the header.</summary>
    internal sealed record Entry
    {
        public required string Name { get; init; }

        public required string ElementType { get; init; }

        public required List<long> Shape { get; init; }

        public required long Offset { get; init; }
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true, MaxDepth = 8)]
[JsonSerializable(typeof(CheckpointHeader))]
internal sealed partial class CheckpointJsonContext : JsonSerializerContext;
