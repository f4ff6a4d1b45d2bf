using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace AiScholar.Rl.Torch;

/// <summary>A neural-linear policy as a checkpoint: network, regressions, actions and replay.</summary>
internal static class NeuralLinearCheckpoint
{
    public const string Kind = "neural-linear";
    private const int ModelVersion = 1;

    public static Checkpoint Write(NeuralLinearState state)
    {
        var tensors = new List<CheckpointTensor>();
        var metadata = new Dictionary<string, string> { ["count"] = state.Count.ToString(CultureInfo.InvariantCulture) };
        if (state.Model is { } model)
        {
            metadata["widths"] = model.Network.Describe();
            tensors.AddRange(model.Network.ToCheckpoint("network"));
            tensors.Add(Doubles("regressions", [.. model.Regressions.SelectMany(regression => Flatten(regression, model.Width))]));
            metadata["regressions"] = model.Regressions.Count.ToString(CultureInfo.InvariantCulture);
        }

        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream, Encoding.UTF8);
        writer.Write(state.Actions.Count);
        foreach (var action in state.Actions.OrderBy(pair => pair.Value))
            writer.Write(action.Key);
        writer.Write(state.Replay.Count);
        foreach (var replay in state.Replay.InOrder)
        {
            writer.Write(replay.Action);
            writer.Write(replay.Reward);
            writer.Write(replay.Context.Length);
            writer.Write(MemoryMarshal.AsBytes<float>(replay.Context));
        }

        writer.Flush();
        tensors.Add(new CheckpointTensor { Name = "replay", ElementType = "uint8", Shape = [stream.Length], Data = stream.ToArray() });
        return new Checkpoint { Kind = Kind, ModelVersion = ModelVersion, Metadata = metadata, Tensors = tensors };
    }

    /// <exception cref="StateException">It is of another policy, damaged, or over the options' limits.</exception>
    public static NeuralLinearState Read(Checkpoint checkpoint, NeuralLinearOptions options)
    {
        checkpoint.Require(Kind, ModelVersion);
        var state = new NeuralLinearState(options.ReplayCapacity) { Count = Number(checkpoint, "count") };
        try
        {
            var saved = checkpoint.Tensors.FirstOrDefault(tensor => tensor.Name == "replay") ?? throw new FormatException("the replay is absent");
            using var reader = new BinaryReader(new MemoryStream(saved.Data.ToArray()));
            var actions = Limited(reader.ReadInt32(), options.MaxActions);
            for (var i = 0; i < actions; i++)
                state.Actions.Add(reader.ReadString(), i);
            for (var left = reader.ReadInt32(); left > 0; left--)
                state.Replay.Add(ReadReplay(reader, actions, options));
        }
        catch (Exception exception) when (exception is EndOfStreamException or ArgumentException or FormatException)
        {
            throw new StateException($"The checkpoint is damaged: {exception.Message}", exception);
        }

        if (checkpoint.Metadata.TryGetValue("widths", out var widths))
            state.Model = ReadModel(checkpoint, widths, state.Actions.Count, options);
        return state;
    }

    private static ReplayBuffer.Replay ReadReplay(BinaryReader reader, int actions, NeuralLinearOptions options)
    {
        var (action, reward) = (Limited(reader.ReadInt32(), actions - 1), reader.ReadSingle());
        var bytes = new byte[Limited(reader.ReadInt32(), options.MaxFeatures) * sizeof(float)];
        reader.BaseStream.ReadExactly(bytes);
        var context = MemoryMarshal.Cast<byte, float>(bytes).ToArray();
        return float.IsFinite(reward) && Array.TrueForAll(context, float.IsFinite) ? new ReplayBuffer.Replay(context, action, reward) : throw new FormatException("a number is not finite");
    }

    private static NeuralLinearModel ReadModel(Checkpoint checkpoint, string widths, int actions, NeuralLinearOptions options)
    {
        var model = new NeuralLinearModel(PerceptronWeights.FromCheckpoint(checkpoint, "network", widths), options.Ridge);
        var count = Number(checkpoint, "regressions");
        var block = (long)model.Width * (model.Width + 1);
        var values = checkpoint.Tensors.FirstOrDefault(tensor => tensor.Name == "regressions" && tensor.ElementType == "float64" && tensor.Data.Length == count * block * sizeof(double)) is { } saved
            ? MemoryMarshal.Cast<byte, double>(saved.Data.Span).ToArray()
            : throw new StateException("The checkpoint is damaged: its regressions do not fit its network.");
        if (count > actions || !Array.TrueForAll(values, double.IsFinite))
            throw new StateException("The checkpoint is damaged: its regressions are impossible.");
        for (var i = 0; i < count; i++)
        {
            var regression = new LastLayerRegression(model.Width, options.Ridge);
            var from = values.AsSpan((int)(i * block), (int)block);
            from[..model.Width].CopyTo(regression.Weights);
            for (var row = 0; row < model.Width; row++)
            {
                for (var column = 0; column < model.Width; column++)
                    regression.Covariance[row, column] = from[model.Width + (row * model.Width) + column];
            }

            model.Regressions.Add(regression);
        }

        return model;
    }

    private static IEnumerable<double> Flatten(LastLayerRegression regression, int width) =>
        [.. regression.Weights.ToArray(), .. Enumerable.Range(0, width * width).Select(i => regression.Covariance[i / width, i % width])];

    private static CheckpointTensor Doubles(string name, double[] values) =>
        new() { Name = name, ElementType = "float64", Shape = [values.Length], Data = MemoryMarshal.AsBytes(values.AsSpan()).ToArray() };

    private static long Number(Checkpoint checkpoint, string name) =>
        long.TryParse(checkpoint.Metadata.GetValueOrDefault(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw new StateException($"The checkpoint is damaged: its '{name}' is impossible.");

    private static int Limited(int value, int maximum) => value >= 0 && value <= maximum ? value : throw new FormatException($"{value} is not from 0 to {maximum}");
}
