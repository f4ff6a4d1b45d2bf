using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using TorchSharp;

namespace AiScholar.Rl.Torch;

/// <summary>A sequence network with the names of its actions and its calibration: what is saved and loaded.</summary>
internal sealed record TrainedSequenceNetwork(
    SequenceNetwork Network, SequenceVocabulary Actions, SequenceVocabulary UserFeatures, SequenceCalibration Calibration) : IDisposable
{
    public const int ModelVersion = 1;

    public Checkpoint ToCheckpoint()
    {
        var shape = Network.Shape;
        var tensors = Network.Named.Select(pair => TensorTransfer.ToCheckpoint(pair.Key, pair.Value)).ToList();
        if (Network.ActionFeatures is { } features)
            tensors.Add(TensorTransfer.ToCheckpoint("indicators", features));
        return new Checkpoint
        {
            Kind = shape.Kind,
            ModelVersion = ModelVersion,
            Metadata = new Dictionary<string, string>
            {
                ["shape"] = JsonSerializer.Serialize(shape, SequenceJsonContext.Default.SequenceShape),
                ["actions"] = JsonSerializer.Serialize(Actions.Names, SequenceJsonContext.Default.IReadOnlyListString),
                ["user-features"] = JsonSerializer.Serialize(UserFeatures.Names, SequenceJsonContext.Default.IReadOnlyListString),
                ["inverse-temperature"] = Calibration.InverseTemperature.ToString("R", CultureInfo.InvariantCulture),
                ["repeat-offset"] = Calibration.RepeatOffset.ToString("R", CultureInfo.InvariantCulture),
            },
            Tensors = tensors,
        };
    }

    /// <summary>The network of a checkpoint; null when it was saved before training.</summary>
    /// <exception cref="StateException">The checkpoint is of another network, does not fit the options, or is damaged.</exception>
    public static TrainedSequenceNetwork? FromCheckpoint(Checkpoint checkpoint, SequenceModelFactory factory, torch.Device device)
    {
        checkpoint.Require(factory.Kind, ModelVersion);
        if (checkpoint.Tensors.Count == 0)
            return null;
        var shape = Json(checkpoint, "shape", SequenceJsonContext.Default.SequenceShape);
        var (actions, people) = (Names(checkpoint, "actions"), Names(checkpoint, "user-features"));
        factory.Check(shape, actions.Count, people.Count);
        var saved = checkpoint.Tensors.ToDictionary(tensor => tensor.Name, StringComparer.Ordinal);
        using var scope = torch.NewDisposeScope();
        torch.Tensor? indicators = null;
        if (shape.ActionFeatures > 0)
            indicators = Take(saved, "indicators", [shape.Actions, shape.ActionFeatures], device);
        var network = SequenceModelFactory.Create(shape, indicators, 0, device);
        try
        {
            using var gradients = torch.no_grad();
            foreach (var (name, parameter) in network.Named)
            {
                using var value = Take(saved, name, parameter.shape, device);
                parameter.copy_(value);
            }

            return new TrainedSequenceNetwork(network, actions, people, new SequenceCalibration
            {
                InverseTemperature = Number(checkpoint, "inverse-temperature", 1e-3, 1e3),
                RepeatOffset = Number(checkpoint, "repeat-offset", -SequenceCalibration.Largest, SequenceCalibration.Largest),
            });
        }
        catch
        {
            network.Dispose();
            throw;
        }
    }

    public void Dispose() => Network.Dispose();

    private static torch.Tensor Take(Dictionary<string, CheckpointTensor> saved, string name, long[] size, torch.Device device)
    {
        if (!saved.TryGetValue(name, out var tensor) || tensor.ElementType != "float32" || !tensor.Shape.SequenceEqual(size))
            throw Damaged($"its tensor '{name}' is missing or not float32 [{string.Join(", ", size)}]");
        var values = TensorTransfer.ToTensor(tensor, device);
        using var scope = torch.NewDisposeScope();
        if (values.isfinite().all().item<bool>())
            return values;
        values.Dispose();
        throw Damaged($"its tensor '{name}' holds a number that is not finite");
    }

    private static SequenceVocabulary Names(Checkpoint checkpoint, string key)
    {
        var vocabulary = new SequenceVocabulary();
        var names = Json(checkpoint, key, SequenceJsonContext.Default.IReadOnlyListString);
        foreach (var name in names)
            vocabulary.Add(name);
        return vocabulary.Count == names.Count && !names.Any(string.IsNullOrWhiteSpace) ? vocabulary : throw Damaged($"'{key}' holds a name twice, or an empty one");
    }

    private static T Json<T>(Checkpoint checkpoint, string key, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type)
    {
        try
        {
            return JsonSerializer.Deserialize(checkpoint.Metadata.GetValueOrDefault(key, "null"), type) ?? throw Damaged($"'{key}' is missing");
        }
        catch (JsonException exception)
        {
            throw new StateException($"The checkpoint is damaged: '{key}' cannot be read.", exception);
        }
    }

    private static double Number(Checkpoint checkpoint, string key, double minimum, double maximum) =>
        double.TryParse(checkpoint.Metadata.GetValueOrDefault(key, ""), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value >= minimum && value <= maximum
            ? value
            : throw Damaged($"'{key}' is no number from {minimum} to {maximum}");

    private static StateException Damaged(string why) => new($"The checkpoint is damaged: {why}.");
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true, MaxDepth = 8)]
[JsonSerializable(typeof(SequenceShape))]
[JsonSerializable(typeof(IReadOnlyList<string>))]
internal sealed partial class SequenceJsonContext : JsonSerializerContext;
