namespace AiScholar.Rl.Core;

/// <summary>The numbers of <see cref="BiasBaseline"/>. Immutable.</summary>
internal sealed record BiasModel(AnswerScale Scale, IReadOnlyDictionary<string, double> ItemBiases, double UserShrinkage)
{
    private const double MaximumShrinkage = 1000;

    public static BiasModel Fit(MetaTask[] tasks)
    {
        var scale = AnswerScale.Of(tasks);
        var items = tasks.SelectMany(task => task.Examples).GroupBy(example => example.Item.Id, example => example.Target - scale.Mean, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.ToArray(), StringComparer.Ordinal);
        double shrinkage = Shrinkage(items.Values);
        var biases = items.ToDictionary(pair => pair.Key, pair => pair.Value.Sum() / (pair.Value.Length + shrinkage), StringComparer.Ordinal);
        double[][] users = [.. tasks.Select(task => task.Examples.Select(example => example.Target - scale.Mean - biases[example.Item.Id]).ToArray())];
        return new BiasModel(scale, biases, Shrinkage(users));
    }

    public ITaskPredictor Adapt(IReadOnlyList<MetaExample> support)
    {
        double sum = support.Sum(example => example.Target - Scale.Mean - ItemBiases.GetValueOrDefault(example.Item.Id));
        return new Predictor(this, support.Count == 0 ? 0 : sum / (support.Count + UserShrinkage));
    }

    public byte[] Write()
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        foreach (double value in (double[])[Scale.Mean, Scale.Deviation, Scale.Minimum, Scale.Maximum, UserShrinkage])
            writer.Write(value);
        writer.Write(ItemBiases.Count);
        foreach ((string id, double bias) in ItemBiases)
        {
            writer.Write(id);
            writer.Write(bias);
        }

        writer.Flush();
        return stream.ToArray();
    }

    /// <exception cref="StateException">The payload is damaged.</exception>
    public static BiasModel Read(byte[] payload)
    {
        try
        {
            using var reader = new BinaryReader(new MemoryStream(payload));
            var scale = new AnswerScale(Finite(reader), Finite(reader), Finite(reader), Finite(reader));
            double shrinkage = Finite(reader);
            int count = reader.ReadInt32();
            var biases = new Dictionary<string, double>(StringComparer.Ordinal);
            for (int i = 0; i < count; i++)
                biases.Add(reader.ReadString(), Finite(reader));
            return scale.Minimum <= scale.Maximum && shrinkage >= 0 && reader.BaseStream.Position == payload.Length ? new BiasModel(scale, biases, shrinkage) : throw new FormatException("its numbers are impossible");
        }
        catch (Exception exception) when (exception is EndOfStreamException or ArgumentException or FormatException)
        {
            throw new StateException($"The saved baseline is damaged: {exception.Message}", exception);
        }
    }

    /// <summary>Variance within groups over variance between them, both by moments.</summary>
    private static double Shrinkage(IEnumerable<double[]> groups)
    {
        double within = 0, freedom = 0, between = 0, count = 0;
        var several = groups.Where(group => group.Length > 1).ToArray();
        foreach (double[] group in several)
        {
            double mean = group.Average();
            within += group.Sum(value => (value - mean) * (value - mean));
            freedom += group.Length - 1;
        }

        double noise = freedom > 0 ? within / freedom : 0;
        foreach (double[] group in several)
        {
            double mean = group.Average();
            between += group.Length * ((mean * mean) - (noise / group.Length));
            count += group.Length;
        }

        return between > 0 ? Math.Min(MaximumShrinkage, noise / (between / count)) : MaximumShrinkage;
    }

    private static double Finite(BinaryReader reader)
    {
        double value = reader.ReadDouble();
        return double.IsFinite(value) ? value : throw new FormatException("a number is not finite");
    }

    private sealed class Predictor(BiasModel model, double offset) : ITaskPredictor
    {
        public MetaPrediction Predict(MetaItem item)
        {
            ArgumentNullException.ThrowIfNull(item);
            double value = Math.Clamp(model.Scale.Mean + model.ItemBiases.GetValueOrDefault(item.Id) + offset, model.Scale.Minimum, model.Scale.Maximum);
            return new MetaPrediction { Value = value, Mean = value };
        }
    }
}
