using System.Runtime.InteropServices;
using AiScholar.Rl.Core;

namespace AiScholar.Rl.Personalization;

/// <summary>
/// Session-based nearest neighbours: what the sessions most like the current one held after the place where they meet. Jannach and Ludewig 2017; V-SKNN: Ludewig and Jannach 2018, section 3.2; the weight of
/// what lies near the shared action as in STAN: Garg et al. 2019, equation 5.
/// </summary>
/// <remarks>
/// s(n) = sum over actions a shared by the current session and n of RecencyDecay^(lag of a), over the root of n's length; score(j) = sum over the neighbours of s(n) RecencyDecay^(distance of j
/// behind the latest shared action). Smoothed with popularity by Bayes' rule with the weight of one neighbour. Not thread-safe.
/// </remarks>
internal sealed class KnnModel(KnnOptions options, ActionVocabulary vocabulary)
{
    private const double PopularityShare = 0.05;
    private const int Shown = 3;

    private readonly Dictionary<string, int> _ids = new(StringComparer.Ordinal);
    private readonly List<Session> _sessions = [];
    private readonly Dictionary<int, List<int>> _holders = [];
    private int _oldest;

    public ActionVocabulary Vocabulary => vocabulary;

    public IEnumerable<Session> Sessions => _sessions;

    /// <summary>Adds what happened to its session: that of <see cref="UserContext.SessionId"/>, else the person's; without either it is forgotten.</summary>
    public void Observe(UserContext context, int next)
    {
        string? key = context.SessionId is { } session ? $"s:{session}" : context.UserId is { } user ? $"u:{user}" : null;
        if (key is not null && next >= 0)
            Add(key, next);
    }

    public void Add(string key, int action)
    {
        if (!_ids.TryGetValue(key, out int id))
        {
            id = Place(key);
            _ids[key] = id;
        }

        Session session = _sessions[id];
        if (session.Actions.Count >= options.MaxLength)
            session.Actions.RemoveAt(0);
        session.Actions.Add(action);
        List<int> holders = CollectionsMarshal.GetValueRefOrAddDefault(_holders, action, out _) ??= [];
        if (holders.Count == 0 || holders[^1] != id)
            holders.Add(id);
        if (holders.Count > 2 * options.Candidates)
            holders.RemoveRange(0, options.Candidates);
    }

    /// <summary>Fills in the probabilities of all known actions.</summary>
    public void Fill(UserContext context, Span<double> probabilities)
    {
        for (int action = 0; action < probabilities.Length; action++)
            probabilities[action] = vocabulary.Popularity(action);
        List<(Session Session, double Similarity)> neighbors = Neighbors(context);
        if (neighbors.Count == 0)
            return;
        var lags = Lags(context);
        var scores = new Dictionary<int, double>();
        double total = 0;
        foreach ((Session session, double similarity) in neighbors)
        {
            int latest = session.Actions.FindLastIndex(lags.ContainsKey);
            for (int i = 0; i < session.Actions.Count; i++)
            {
                double score = similarity * Math.Pow(options.RecencyDecay, i > latest ? i - latest : 2 * (latest - i));
                if (score < 1e-9 || lags.ContainsKey(session.Actions[i]) && i == latest)
                    continue;
                CollectionsMarshal.GetValueRefOrAddDefault(scores, session.Actions[i], out _) += score;
                total += score;
            }
        }

        if (total <= 0)
            return;
        for (int action = 0; action < probabilities.Length; action++)
            probabilities[action] *= PopularityShare;
        foreach ((int action, double score) in scores)
            probabilities[action] += (1 - PopularityShare) * score / total;
    }

    /// <summary>Names the past actions by which the most neighbours were found.</summary>
    public string Explain(UserContext context, int action)
    {
        List<(Session Session, double Similarity)> neighbors = Neighbors(context);
        int holding = neighbors.Count(neighbor => neighbor.Session.Actions.Contains(action));
        Dictionary<int, int> lags = Lags(context);
        IEnumerable<string> shared = lags.Keys
            .Select(past => (Past: past, Times: neighbors.Count(neighbor => neighbor.Session.Actions.Contains(past))))
            .Where(pair => pair.Times > 0).OrderByDescending(pair => pair.Times).ThenBy(pair => lags[pair.Past]).Take(Shown).Select(pair => vocabulary[pair.Past]);
        return neighbors.Count == 0
            ? $"No session shares an action with this one; {vocabulary[action]} is frequent."
            : $"{holding} of the {neighbors.Count} sessions most like this one hold {vocabulary[action]}; they share above all {string.Join(", ", shared)}.";
    }

    private int Place(string key)
    {
        if (_sessions.Count < options.MaxSessions)
        {
            _sessions.Add(new Session(key));
            return _sessions.Count - 1;
        }

        int id = _oldest;
        _oldest = (_oldest + 1) % _sessions.Count;
        _ids.Remove(_sessions[id].Key);
        _sessions[id] = new Session(key);
        return id;
    }

    private Dictionary<int, int> Lags(UserContext context)
    {
        var lags = new Dictionary<int, int>();
        for (int lag = 0; lag < Math.Min(options.MaxLength, context.RecentActions.Count); lag++)
        {
            int action = vocabulary.Find(context.RecentActions[context.RecentActions.Count - 1 - lag].ActionType.Value);
            if (action >= 0)
                lags.TryAdd(action, lag);
        }

        return lags;
    }

    private List<(Session Session, double Similarity)> Neighbors(UserContext context)
    {
        string own = context.SessionId is { } id ? $"s:{id}" : $"u:{context.UserId}";
        var similarities = new Dictionary<int, double>();
        foreach ((int action, int lag) in Lags(context))
        {
            double weight = Math.Pow(options.RecencyDecay, lag);
            if (weight < 1e-3 || !_holders.TryGetValue(action, out List<int>? holders))
                continue;
            int last = -1;
            foreach (int session in CollectionsMarshal.AsSpan(holders)[Math.Max(0, holders.Count - options.Candidates)..])
            {
                if (session == last)
                    continue;
                CollectionsMarshal.GetValueRefOrAddDefault(similarities, session, out _) += weight;
                last = session;
            }
        }

        return [.. similarities
            .Where(pair => _sessions[pair.Key].Key != own)
            .Select(pair => (Session: _sessions[pair.Key], Similarity: pair.Value / Math.Sqrt(Math.Max(1, _sessions[pair.Key].Actions.Count)), Id: pair.Key))
            .OrderByDescending(entry => entry.Similarity).ThenByDescending(entry => entry.Id).Take(options.Neighbors)
            .Select(entry => (entry.Session, entry.Similarity))];
    }

    internal sealed class Session(string key)
    {
        public string Key { get; } = key;

        public List<int> Actions { get; } = [];
    }
}
