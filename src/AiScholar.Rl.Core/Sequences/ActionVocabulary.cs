using System.Runtime.InteropServices;

namespace AiScholar.Rl.Core;

/// <summary>The actions ever observed, numbered from 0, with how often they occurred and what came of them.</summary>
internal sealed class ActionVocabulary
{
    private const int MaxOutcomes = 64;

    private readonly Dictionary<string, int> _ids = new(StringComparer.Ordinal);
    private readonly List<string> _names = [];
    private readonly List<double> _times = [];
    private readonly List<Dictionary<string, int>?> _outcomes = [];

    public int Count => _names.Count;

    public double Total { get; private set; }

    public string this[int id] => _names[id];

    public int Find(string name) => _ids.TryGetValue(name, out int id) ? id : -1;

    /// <summary>The action's number; -1 when it is new and there are <paramref name="limit"/> already.</summary>
    public int Add(string name, int limit)
    {
        if (_ids.TryGetValue(name, out int id))
            return id;
        if (_names.Count >= limit)
            return -1;
        _ids.Add(name, _names.Count);
        _names.Add(name);
        _times.Add(0);
        _outcomes.Add(null);
        return _names.Count - 1;
    }

    public void Tally(int id, string? outcome)
    {
        _times[id]++;
        Total++;
        if (outcome is null)
            return;
        Dictionary<string, int> outcomes = _outcomes[id] ??= new(StringComparer.Ordinal);
        if (outcomes.Count < MaxOutcomes || outcomes.ContainsKey(outcome))
            CollectionsMarshal.GetValueRefOrAddDefault(outcomes, outcome, out _)++;
    }

    public double Popularity(int id) => Total > 0 ? _times[id] / Total : 0;

    public string? MostFrequentOutcome(int id) =>
        _outcomes[id]?.OrderByDescending(outcome => outcome.Value).ThenBy(outcome => outcome.Key, StringComparer.Ordinal).First().Key;

    /// <summary>The likeliest actions; equally likely ones in the order of first observation.</summary>
    public ActionProbability[] Rank(ReadOnlySpan<double> probabilities, int size)
    {
        size = Math.Min(size, probabilities.Length);
        var worst = new PriorityQueue<int, (double Probability, int Order)>(size + 1);
        for (int id = 0; id < probabilities.Length; id++)
        {
            (double, int) priority = (probabilities[id], -id);
            if (worst.Count < size)
                worst.Enqueue(id, priority);
            else
                worst.EnqueueDequeue(id, priority);
        }

        var ranking = new ActionProbability[worst.Count];
        for (int place = ranking.Length - 1; place >= 0; place--)
        {
            int id = worst.Dequeue();
            ranking[place] = new ActionProbability { ActionType = new ActionType(_names[id]), Probability = Math.Clamp(probabilities[id], 0, 1) };
        }

        return ranking;
    }

    public void Write(BinaryWriter writer)
    {
        writer.Write(Count);
        for (int id = 0; id < Count; id++)
        {
            writer.Write(_names[id]);
            writer.Write(_times[id]);
            writer.Write(_outcomes[id]?.Count ?? 0);
            foreach ((string outcome, int times) in _outcomes[id] ?? [])
            {
                writer.Write(outcome);
                writer.Write(times);
            }
        }
    }

    public void Read(BinaryReader reader, int limit)
    {
        int count = reader.ReadInt32();
        for (int i = 0; i < count; i++)
        {
            if (Add(reader.ReadString(), limit) != i)
                throw new StateException($"The saved predictor knows an action twice, or more than MaxActions = {limit}.");
            double times = reader.ReadDouble();
            if (!(times >= 0 && double.IsFinite(times)))
                throw new StateException("A count of the saved predictor is not a finite number of at least 0.");
            _times[i] = times;
            Total += times;
            for (int outcomes = reader.ReadInt32(); outcomes > 0; outcomes--)
                (_outcomes[i] ??= new(StringComparer.Ordinal)).Add(reader.ReadString(), reader.ReadInt32());
        }
    }
}
