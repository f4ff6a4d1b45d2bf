using System.Text;

namespace AiScholar.Rl.Core;

/// <summary>The encoder's saved state, format 1: width, rows, the slots with their values, the crosses.</summary>
internal static class FeatureDictionaryState
{
    public const string Kind = "feature-encoder";
    public const int Version = 1;

    public static byte[] Write(FeatureDictionary dictionary)
    {
        using var buffer = new MemoryStream();
        using (var writer = new BinaryWriter(buffer, Encoding.UTF8, leaveOpen: true))
        {
            writer.Write(dictionary.Width);
            writer.Write(dictionary.Rows);
            writer.Write(dictionary.Slots.Count);
            foreach (((string space, string name), FeatureSlot slot) in dictionary.Slots)
                WriteSlot(writer, space, name, slot);
            writer.Write(dictionary.Crosses.Count);
            foreach (((int first, int second), int position) in dictionary.Crosses)
            {
                writer.Write(first);
                writer.Write(second);
                writer.Write(position);
            }
        }

        return buffer.ToArray();
    }

    /// <exception cref="StateException">The payload does not fit its own structure or the limit.</exception>
    public static FeatureDictionary Read(byte[] payload, int maxFeatures, ReadOnlySpan<FeatureInteraction> interactions = default)
    {
        using var reader = new BinaryReader(new MemoryStream(payload), Encoding.UTF8);
        try
        {
            int width = reader.ReadInt32();
            if (width < 0 || width > maxFeatures)
                throw new StateException(AdvancedRlErrorCode.StateMismatch, $"The saved encoder is {width} wide; FeatureEncoderOptions.MaxFeatures allows {maxFeatures}.");
            var dictionary = new FeatureDictionary { Width = width, Rows = reader.ReadInt64() };
            int slots = reader.ReadInt32();
            for (int i = 0; i < slots; i++)
                ReadSlot(reader, dictionary, interactions);
            int crosses = reader.ReadInt32();
            for (int i = 0; i < crosses; i++)
                dictionary.Crosses.Add((reader.ReadInt32(), reader.ReadInt32()), Position(reader.ReadInt32(), width));
            return reader.BaseStream.Position == payload.Length ? dictionary : throw new StateException("The saved encoder has bytes left over.");
        }
        catch (Exception exception) when (exception is EndOfStreamException or ArgumentException or FormatException)
        {
            throw new StateException($"The saved encoder is damaged: {exception.Message}", exception);
        }
    }

    private static void WriteSlot(BinaryWriter writer, string space, string name, FeatureSlot slot)
    {
        writer.Write(space);
        writer.Write(name);
        writer.Write((int)slot.Kind);
        writer.Write(slot.Position);
        writer.Write(slot.Width);
        writer.Write(slot.Count);
        writer.Write(slot.Mean);
        writer.Write(slot.SquaredDeviations);
        writer.Write(slot.Values.Count);
        foreach ((string value, int position) in slot.Values)
        {
            writer.Write(value);
            writer.Write(position);
        }
    }

    private static void ReadSlot(BinaryReader reader, FeatureDictionary dictionary, ReadOnlySpan<FeatureInteraction> interactions)
    {
        (string Space, string Name) key = (reader.ReadString(), reader.ReadString());
        var kind = (FeatureKind)reader.ReadInt32();
        if (!Enum.IsDefined(kind))
            throw new StateException($"The saved encoder has a feature of kind {(int)kind}.");
        int position = reader.ReadInt32();
        var slot = new FeatureSlot(kind) { Position = position < 0 ? -1 : Position(position, dictionary.Width), Width = reader.ReadInt32(), Interactions = FeatureInteraction.MaskOf(interactions, key.Space, key.Name) };
        if (slot.Width < 0 || (slot.Position >= 0 && slot.Width > dictionary.Width - slot.Position))
            throw new StateException($"The saved encoder has a vector of width {slot.Width} at position {position}.");
        slot.Count = reader.ReadInt64();
        slot.Mean = reader.ReadDouble();
        slot.SquaredDeviations = reader.ReadDouble();
        if (slot.Count < 0 || !double.IsFinite(slot.Mean) || !double.IsFinite(slot.SquaredDeviations))
            throw new StateException("The saved encoder holds a number that is not finite.");
        int values = reader.ReadInt32();
        for (int i = 0; i < values; i++)
            slot.Values.Add(reader.ReadString(), Position(reader.ReadInt32(), dictionary.Width));
        dictionary.Slots.Add(key, slot);
    }

    private static int Position(int position, int width) =>
        position >= 0 && position < width ? position : throw new StateException($"The saved encoder has position {position} in a width of {width}.");
}
