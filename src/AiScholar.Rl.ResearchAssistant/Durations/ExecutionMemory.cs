namespace AiScholar.Rl.ResearchAssistant;

/// <summary>The latest executions of each domain, from which is learnt how wrong forecasts of whole executions are.</summary>
internal sealed class ExecutionMemory
{
    /// <summary>How many executions of a domain are kept.</summary>
    public const int Capacity = 40;

    /// <summary>How many domains are told apart; executions of later ones are not kept.</summary>
    public const int Domains = 200;

    /// <summary>How many durations of an execution are kept, and of one kind in it.</summary>
    public const int ExecutionShare = 512;
    private const int KindShare = 16;

    private readonly Dictionary<string, List<ExecutionRecord>> _domains = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ExecutionEffects> _effects = new(StringComparer.Ordinal);

    /// <summary>Keeps an execution.</summary>
    public void Add(string? domain, IReadOnlyList<TaskObservation> execution)
    {
        string key = domain ?? "";
        if (!_domains.TryGetValue(key, out List<ExecutionRecord>? records))
        {
            if (_domains.Count >= Domains)
                return;
            _domains.Add(key, records = []);
        }

        var kinds = new List<ExecutionKind>();
        int left = ExecutionShare;
        foreach (IGrouping<string, TaskObservation> kind in execution.GroupBy(task => task.TaskType, StringComparer.Ordinal))
        {
            TaskObservation[] all = [.. kind];
            int kept = Math.Min(Math.Min(all.Length, KindShare), left);
            if (kept == 0)
                break;
            left -= kept;
            kinds.Add(new ExecutionKind(kind.Key, all.Length, [.. Enumerable.Range(0, kept).Select(i => all[(int)((long)i * all.Length / kept)]).Select(one => (one.Amount ?? double.NaN, Math.Log(one.Duration.TotalSeconds)))]));
        }

        if (records.Count == Capacity)
            records.RemoveAt(0);
        records.Add(new ExecutionRecord(kinds));
        _effects.Remove(key);
    }

    /// <summary>What executions of the domain have shown; null with fewer than two. Kept until the next execution.</summary>
    public ExecutionEffects? EffectsOf(string? domain)
    {
        string key = domain ?? "";
        if (!_domains.TryGetValue(key, out List<ExecutionRecord>? records) || records.Count < 2)
            return null;
        if (!_effects.TryGetValue(key, out ExecutionEffects? effects))
            _effects.Add(key, effects = new ExecutionEffects(records));
        return effects;
    }

    public void Write(BinaryWriter writer)
    {
        writer.Write(_domains.Count);
        foreach ((string domain, List<ExecutionRecord> records) in _domains.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            writer.Write(domain);
            writer.Write(records.Count);
            foreach (ExecutionRecord record in records)
            {
                writer.Write(record.Kinds.Count);
                foreach (ExecutionKind kind in record.Kinds)
                {
                    writer.Write(kind.Type);
                    writer.Write(kind.Count);
                    writer.Write(kind.Observations.Length);
                    foreach ((double amount, double log) in kind.Observations)
                    {
                        writer.Write(amount);
                        writer.Write(log);
                    }
                }
            }
        }
    }

    /// <exception cref="StateException">A number is out of its range.</exception>
    public static ExecutionMemory Read(BinaryReader reader)
    {
        var memory = new ExecutionMemory();
        for (int domains = Core.PolicyPayload.Count(reader.ReadInt32(), Domains, "domains"); domains > 0; domains--)
        {
            string domain = reader.ReadString();
            var records = new List<ExecutionRecord>();
            for (int left = Core.PolicyPayload.Count(reader.ReadInt32(), Capacity, "executions"); left > 0; left--)
                records.Add(Record(reader));
            memory._domains[domain] = records;
        }

        return memory;
    }

    private static ExecutionRecord Record(BinaryReader reader)
    {
        var kinds = new List<ExecutionKind>();
        for (int left = Core.PolicyPayload.Count(reader.ReadInt32(), ExecutionShare, "kinds of work"); left > 0; left--)
        {
            string type = reader.ReadString();
            int count = Core.PolicyPayload.Count(reader.ReadInt32(), int.MaxValue, "tasks");
            var observations = new (double, double)[Core.PolicyPayload.Count(reader.ReadInt32(), KindShare, "durations")];
            if (observations.Length == 0 || count < observations.Length)
                throw new StateException("The saved durations have a kind of work without durations.");
            foreach (ref (double, double) observation in observations.AsSpan())
                observation = (reader.ReadDouble(), Core.PolicyPayload.Finite(reader.ReadDouble()));
            kinds.Add(new ExecutionKind(type, count, observations));
        }

        return new ExecutionRecord(kinds);
    }
}
