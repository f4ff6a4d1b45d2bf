namespace AiScholar.Rl.Core;

/// <summary>Writes and reads a context model; format 1. What is replayed is not kept.</summary>
internal static class ContextState
{
    public static void Write(BinaryWriter writer, ContextModel model)
    {
        writer.Write(model.Options.Order);
        writer.Write(model.Observations);
        model.Vocabulary.Write(writer);
        Write(writer, model.Counts);
        Write(writer, model.Recent);
        writer.Write(model.Logistic.Names.Count);
        for (int i = 0; i < model.Logistic.Names.Count; i++)
        {
            writer.Write(model.Logistic.Names[i]);
            Write(writer, model.Logistic.Sums[i]);
            Write(writer, model.Logistic.Squares[i]);
        }

        model.Mixer.Write(writer);
    }

    public static ContextModel Read(BinaryReader reader, ContextModelSettings options)
    {
        int order = reader.ReadInt32();
        if (order != options.Order)
            throw new StateException(AdvancedRlErrorCode.StateMismatch, $"The saved predictor has order {order}; this one has Order = {options.Order}.");
        var model = new ContextModel(options) { Observations = reader.ReadInt64() };
        model.Vocabulary.Read(reader, options.MaxActions);
        Read(reader, model.Counts, model.Vocabulary.Count);
        Read(reader, model.Recent, model.Vocabulary.Count);
        for (int left = reader.ReadInt32(); left > 0; left--)
            model.Logistic.Restore(reader.ReadString(), ReadArray(reader, model.Vocabulary.Count), ReadArray(reader, model.Vocabulary.Count));
        model.Mixer.Read(reader);
        return model;
    }

    private static void Write(BinaryWriter writer, BackoffCounts counts)
    {
        writer.Write(counts.Count);
        foreach ((ulong key, BackoffCounts.Node node) in counts.Contexts.OrderBy(context => context.Key))
        {
            writer.Write(key);
            writer.Write(node.Next.Count);
            foreach ((int action, float times) in node.Next.OrderBy(next => next.Key))
            {
                writer.Write(action);
                writer.Write(times);
            }
        }
    }

    private static void Read(BinaryReader reader, BackoffCounts counts, int actions)
    {
        for (int left = reader.ReadInt32(); left > 0; left--)
        {
            ulong key = reader.ReadUInt64();
            var node = new BackoffCounts.Node();
            for (int next = reader.ReadInt32(); next > 0; next--)
            {
                int action = reader.ReadInt32();
                float times = Finite(reader.ReadSingle());
                if (action < 0 || action >= actions || times <= 0)
                    throw new StateException("The saved predictor counts an action that it does not know, or not at all.");
                node.Next.Add(action, times);
                node.Total += times;
            }

            counts.Restore(key, node);
        }
    }

    private static void Write(BinaryWriter writer, float[] values)
    {
        writer.Write(values.Length);
        foreach (float value in values)
            writer.Write(value);
    }

    private static float[] ReadArray(BinaryReader reader, int most)
    {
        int length = reader.ReadInt32();
        if (length < 0 || length > most)
            throw new StateException("The saved predictor has weights for actions that it does not know.");
        var values = new float[length];
        for (int i = 0; i < length; i++)
            values[i] = Finite(reader.ReadSingle());
        return values;
    }

    private static float Finite(float value) => float.IsFinite(value) ? value : throw new StateException("A number of the saved predictor is not finite.");
}
