using TorchSharp;

namespace AiScholar.Rl.Torch;

/// <summary>Makes the networks of one kind.</summary>
internal sealed class SequenceModelFactory(string kind, SequenceModelOptions options)
{
    public string Kind { get; } = kind;

    public SequenceNetwork Create(SequenceDataset data, long seed, torch.Device device)
    {
        if (options.Width % options.Heads != 0 && Kind == SasRecNetwork.Kind)
            throw new AdvancedRlException(AdvancedRlErrorCode.InvalidConfiguration, $"Width = {options.Width} is no multiple of Heads = {options.Heads}.");
        var indicators = SequenceDataset.Indicators(data.ActionFeatures, data.ActionFeatureNames.Count, device)?.DetachFromDisposeScope();
        return Create(
            new SequenceShape
            {
                Kind = Kind,
                Width = options.Width,
                Layers = options.Layers,
                Heads = options.Heads,
                Length = options.MaximumLength,
                Actions = data.Vocabulary.Count,
                ActionFeatures = data.ActionFeatureNames.Count,
                UserFeatures = data.UserFeatureNames.Count,
                Timestamps = options.UseTimestamps,
            }, indicators, seed, device);
    }

    public static SequenceNetwork Create(SequenceShape shape, torch.Tensor? actionFeatures, long seed, torch.Device device)
    {
        using var generator = new torch.Generator(unchecked((ulong)seed), torch.CPU);
        using var scope = torch.NewDisposeScope();
        return shape.Kind == GruNetwork.Kind ? new GruNetwork(shape, actionFeatures, generator, device) : new SasRecNetwork(shape, actionFeatures, generator, device);
    }

    /// <summary>A saved network keeps its own layout; what it must fit are the limits.</summary>
    /// <exception cref="StateException">It does not.</exception>
    public void Check(SequenceShape shape, int actions, int userFeatures)
    {
        var isSane = shape.Kind == Kind && shape.Width is >= 4 and <= 2048 && shape.Layers is >= 1 and <= 12 && shape.Heads is >= 1 and <= 32 && shape.Width % shape.Heads == 0
            && shape.Length is >= 1 and <= 1024 && shape.Actions == actions && shape.UserFeatures == userFeatures && shape.ActionFeatures is >= 0 and <= 1_000_000;
        if (!isSane)
            throw new StateException($"The checkpoint is damaged: its layout {shape} is none of '{Kind}'.");
        if (actions > options.MaximumActions)
            throw new StateException(AdvancedRlErrorCode.StateMismatch, $"The checkpoint knows {actions} actions; the limit is MaximumActions = {options.MaximumActions}.");
    }
}
