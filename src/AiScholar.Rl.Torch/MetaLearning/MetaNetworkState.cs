using System.Globalization;
using System.Text;
using AiScholar.Rl.Core;

namespace AiScholar.Rl.Torch;

/// <summary>A meta-learnt network: the start that every task adapts from, the items' vectors, and the scales of features and answers. Immutable.</summary>
internal sealed record MetaNetworkState
{
    public const int ModelVersion = 1;

    public required PerceptronWeights Start { get; init; }

    /// <summary>One row an item after a row of zeros for those not known.</summary>
    public required float[] ItemVectors { get; init; }

    public required IReadOnlyDictionary<string, int> Items { get; init; }

    public required int ItemWidth { get; init; }

    /// <summary>Mean of each feature.</summary>
    public required float[] FeatureMeans { get; init; }

    /// <summary>Deviation of each feature.</summary>
    public required float[] FeatureDeviations { get; init; }

    public required AnswerScale Scale { get; init; }

    public int FeatureWidth => FeatureMeans.Length;

    /// <summary>Row of an item in <see cref="ItemVectors"/>.</summary>
    public int Row(MetaItem item) => ItemWidth == 0 ? 0 : Items.GetValueOrDefault(item.Id, 0);

    /// <summary>Writes the scaled features.</summary>
    /// <exception cref="PersonalizationException">They are of another width or not finite.</exception>
    public void Encode(MetaItem item, Span<float> features)
    {
        if (item.Features.Length != FeatureWidth)
            throw MetaInputs.Invalid($"Item '{item.Id}' has {item.Features.Length} features; the learner was trained on {FeatureWidth}.");
        for (var i = 0; i < FeatureWidth; i++)
        {
            var value = item.Features.Span[i];
            if (!float.IsFinite(value))
                throw MetaInputs.Invalid($"Feature {i} of item '{item.Id}' is not finite.");
            features[i] = (value - FeatureMeans[i]) / FeatureDeviations[i];
        }
    }

    /// <summary>The network's input: features, then the item's vector.</summary>
    public float[] Input(MetaItem item)
    {
        var input = new float[FeatureWidth + ItemWidth];
        Encode(item, input.AsSpan(0, FeatureWidth));
        ItemVectors.AsSpan(Row(item) * ItemWidth, ItemWidth).CopyTo(input.AsSpan(FeatureWidth));
        return input;
    }

    public Checkpoint ToCheckpoint(string kind)
    {
        var names = new string[Items.Count];
        foreach (var (id, row) in Items)
            names[row - 1] = id;
        using var stream = new MemoryStream();
        using (var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true))
        {
            foreach (var id in names)
                writer.Write(id);
        }

        var numbers = new[] { Scale.Mean, Scale.Deviation, Scale.Minimum, Scale.Maximum };
        return new Checkpoint
        {
            Kind = kind,
            ModelVersion = ModelVersion,
            Metadata = new Dictionary<string, string>
            {
                ["widths"] = Start.Describe(),
                ["item-width"] = ItemWidth.ToString(CultureInfo.InvariantCulture),
                ["items"] = Items.Count.ToString(CultureInfo.InvariantCulture),
                ["scale"] = string.Join(' ', numbers.Select(number => number.ToString("R", CultureInfo.InvariantCulture))),
            },
            Tensors =
            [
                .. Start.ToCheckpoint("start"),
                PerceptronWeights.Saved("item-vectors", ItemVectors, [ItemVectors.Length]),
                PerceptronWeights.Saved("feature-means", FeatureMeans, [FeatureWidth]),
                PerceptronWeights.Saved("feature-deviations", FeatureDeviations, [FeatureWidth]),
                new CheckpointTensor { Name = "items", ElementType = "uint8", Shape = [stream.Length], Data = stream.ToArray() },
            ],
        };
    }

    /// <exception cref="StateException">The checkpoint is of another learner, or damaged.</exception>
    public static MetaNetworkState FromCheckpoint(Checkpoint checkpoint, string kind)
    {
        checkpoint.Require(kind, ModelVersion);
        var (itemWidth, count) = (Number(checkpoint, "item-width", 1024), Number(checkpoint, "items", int.MaxValue));
        var start = PerceptronWeights.FromCheckpoint(checkpoint, "start", checkpoint.Metadata.GetValueOrDefault("widths", ""));
        var features = start.InputWidth - itemWidth;
        var scale = checkpoint.Metadata.GetValueOrDefault("scale", "").Split(' ').Select(text => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : double.NaN).ToArray();
        var deviations = features < 0 ? [] : PerceptronWeights.Read(checkpoint, "feature-deviations", features);
        if (features < 0 || start.OutputWidth != 1 || scale.Length != 4 || !(scale[1] > 0 && scale[2] <= scale[3] && double.IsFinite(scale[0])) || !Array.TrueForAll(deviations, value => value > 0))
            throw new StateException("The checkpoint is damaged: its widths or scales are impossible.");
        return new MetaNetworkState
        {
            Start = start,
            ItemVectors = PerceptronWeights.Read(checkpoint, "item-vectors", (count + 1L) * itemWidth),
            Items = ReadItems(checkpoint, count),
            ItemWidth = itemWidth,
            FeatureMeans = PerceptronWeights.Read(checkpoint, "feature-means", features),
            FeatureDeviations = deviations,
            Scale = new AnswerScale(scale[0], scale[1], scale[2], scale[3]),
        };
    }

    private static Dictionary<string, int> ReadItems(Checkpoint checkpoint, int count)
    {
        var items = new Dictionary<string, int>(StringComparer.Ordinal);
        var saved = checkpoint.Tensors.FirstOrDefault(tensor => tensor.Name == "items") ?? throw new StateException("The checkpoint is damaged: its items are absent.");
        try
        {
            using var reader = new BinaryReader(new MemoryStream(saved.Data.ToArray()));
            for (var row = 1; row <= count; row++)
                items.Add(reader.ReadString(), row);
            return items;
        }
        catch (Exception exception) when (exception is EndOfStreamException or ArgumentException or FormatException)
        {
            throw new StateException("The checkpoint is damaged: its items cannot be read.", exception);
        }
    }

    private static int Number(Checkpoint checkpoint, string name, int maximum) =>
        int.TryParse(checkpoint.Metadata.GetValueOrDefault(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= maximum ? number : throw new StateException($"The checkpoint is damaged: its '{name}' is impossible.");
}
