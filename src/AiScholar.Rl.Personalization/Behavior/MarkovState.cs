namespace AiScholar.Rl.Personalization;

/// <summary>Writes and reads the Markov models of all tenants. Format 2 begins with -2; format 1, without the pool, began with the number of tenants.</summary>
internal static class MarkovState
{
    public const int Format = 2;

    public static byte[] Write(Dictionary<string, MarkovModel> models)
    {
        using var buffer = new MemoryStream();
        using var writer = new BinaryWriter(buffer);
        writer.Write(-Format);
        writer.Write(models.Count);
        foreach ((string tenantId, MarkovModel model) in models.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            writer.Write(tenantId);
            Write(writer, model);
        }

        writer.Flush();
        return buffer.ToArray();
    }

    public static void Write(BinaryWriter writer, MarkovModel model)
    {
        writer.Write(model.Orders.Length);
        writer.Write(model.Observations);
        model.Vocabulary.Write(writer);
        foreach ((Dictionary<int, float> following, float total) in model.Following.Zip(model.FollowingTotals))
        {
            writer.Write(total);
            WriteCounts(writer, following);
        }

        foreach (NextCounts order in model.Orders)
        {
            var contexts = order.Contexts.OrderBy(context => context.Key).ToArray();
            writer.Write(contexts.Length);
            foreach ((NextCounts.ContextKey key, NextCounts.Node node) in contexts)
            {
                writer.Write(key.First);
                writer.Write(key.Second);
                writer.Write(key.Third);
                writer.Write(node.Total);
                WriteCounts(writer, node.Next);
            }
        }

        foreach (InterpolationWeights weights in model.Weights)
            weights.Write(writer);
        model.Repeats.Write(writer);
        model.Pool.Write(writer);
    }

    public static Dictionary<string, MarkovModel> Read(byte[] payload, MarkovOptions options)
    {
        using var reader = new BinaryReader(new MemoryStream(payload));
        try
        {
            var models = new Dictionary<string, MarkovModel>(StringComparer.Ordinal);
            int first = reader.ReadInt32();
            for (int left = first < 0 ? reader.ReadInt32() : first; left > 0; left--)
                models.Add(reader.ReadString(), Read(reader, options, hasPool: first < 0));
            return models.Count <= options.MaxTenants
                ? models
                : throw new StateException(AdvancedRlErrorCode.StateMismatch, $"The saved predictor has {models.Count} tenants; this one has MaxTenants = {options.MaxTenants}.");
        }
        catch (Exception exception) when (exception is IOException or ArgumentException or OverflowException)
        {
            throw new StateException("The saved predictor is damaged: its counts cannot be read.", exception);
        }
    }

    public static MarkovModel Read(BinaryReader reader, MarkovOptions options, bool hasPool)
    {
        int order = reader.ReadInt32();
        if (order != options.Order)
            throw new StateException(AdvancedRlErrorCode.StateMismatch, $"The saved predictor has order {order}; this one has Order = {options.Order}.");
        var model = new MarkovModel(options) { Observations = reader.ReadInt64() };
        model.Vocabulary.Read(reader, options.MaxActions);
        int actions = model.Vocabulary.Count;
        for (int action = 0; action < actions; action++)
        {
            model.FollowingTotals.Add(Positive(reader.ReadSingle(), zeroAllowed: true));
            var following = new Dictionary<int, float>();
            ReadCounts(reader, following, actions);
            model.Following.Add(following);
        }

        foreach (NextCounts counts in model.Orders)
        {
            for (int left = reader.ReadInt32(); left > 0; left--)
            {
                var key = new NextCounts.ContextKey(reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32());
                var node = new NextCounts.Node { Total = Positive(reader.ReadSingle()) };
                ReadCounts(reader, node.Next, actions);
                counts.Restore(key, node);
            }
        }

        foreach (InterpolationWeights weights in model.Weights)
            weights.Read(reader);
        model.Repeats.Read(reader);
        if (hasPool)
            model.Pool.Read(reader);
        return model;
    }

    private static void WriteCounts(BinaryWriter writer, Dictionary<int, float> counts)
    {
        writer.Write(counts.Count);
        foreach ((int action, float count) in counts.OrderBy(count => count.Key))
        {
            writer.Write(action);
            writer.Write(count);
        }
    }

    private static void ReadCounts(BinaryReader reader, Dictionary<int, float> counts, int actions)
    {
        for (int left = reader.ReadInt32(); left > 0; left--)
        {
            int action = reader.ReadInt32();
            if (action < 0 || action >= actions)
                throw new StateException("The saved predictor counts an action that it does not know.");
            counts.Add(action, Positive(reader.ReadSingle()));
        }
    }

    private static float Positive(float value, bool zeroAllowed = false) =>
        float.IsFinite(value) && (value > 0 || (zeroAllowed && value == 0)) ? value : throw new StateException("A count of the saved predictor is not a finite number above 0.");
}
