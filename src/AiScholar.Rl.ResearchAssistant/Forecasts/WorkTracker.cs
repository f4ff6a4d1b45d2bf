using System.Globalization;
using AiScholar.Rl.Core;

namespace AiScholar.Rl.ResearchAssistant;

/// <summary>Follows a piece of work activity by activity, and says of each moment what is known: for the model of what comes next and, as columns, for the forest of remaining times.</summary>
/// <remarks>
/// Columns: how many activities there were and how many different ones, seconds since the first and the last but one, hour and weekday, how often each activity occurred and how long ago, which were the last
/// three, and the latest value of each feature. The features are those of the activities, their people and amounts, and the attributes of the whole.
/// </remarks>
internal sealed class WorkTracker
{
    private const int MaxFeatures = 64;
    private const int MaxValues = 256;
    private const int MaxWords = 32;

    private readonly List<SequenceAction> _actions = [];
    private readonly Dictionary<string, (int Times, DateTimeOffset Last)> _done = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, Feature> _latest = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, HashSet<string>> _different = new(StringComparer.Ordinal);
    private readonly List<Feature> _whole = [];
    private readonly List<Feature> _now = [];

    public WorkTracker(string? workflowId, string? domain, IReadOnlyDictionary<string, string> attributes)
    {
        if (workflowId is not null)
            _whole.Add(Feature.Categorical("workflow", workflowId, "work"));
        if (domain is not null)
            _whole.Add(Feature.Categorical("domain", domain, "work"));
        foreach ((string name, string value) in attributes.Where(pair => pair.Key.Length > 0).OrderBy(pair => pair.Key, StringComparer.Ordinal).Take(MaxFeatures))
        {
            _whole.Add(double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number)
                ? Feature.Numeric(name, number, "work")
                : Feature.Categorical(name, value, "work"));
        }
    }

    /// <summary>What was done, with its times.</summary>
    public ReadOnlySpan<SequenceAction> Actions => System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_actions);

    /// <summary>When an activity happens: at its start, or its end where that alone is known.</summary>
    public static DateTimeOffset? TimeOf(WorkflowActivity activity) => activity.Start ?? activity.End;

    public void Add(WorkflowActivity activity)
    {
        DateTimeOffset time = TimeOf(activity) ?? default;
        _actions.Add(new SequenceAction(activity.Name, time));
        _done[activity.Name] = (_done.GetValueOrDefault(activity.Name).Times + 1, time);
        _now.Clear();
        if (activity.Person is { } person)
            Take(Feature.Categorical("person", person));
        if (activity.Amount is { } amount && double.IsFinite(amount))
            Take(Feature.Numeric("amount", amount));
        foreach (Feature feature in activity.Features.Take(MaxFeatures))
            Take(feature);
    }

    /// <summary>The features of the moment: the latest values, those of the last activity alone, how many different ones there were where they repeat, and those of the whole.</summary>
    public List<Feature> Features()
    {
        // As many values as activities are ids, or measurements that never repeat.
        IEnumerable<Feature> variety = _different.Where(pair => pair.Value.Count < _actions.Count).Select(pair => Feature.Numeric($"different:{pair.Key}", pair.Value.Count));
        return [.. _whole, .. _latest.Values, .. _now, .. variety];
    }

    /// <summary>The moment after the last activity, as columns.</summary>
    public Moment ToMoment(ColumnNames names, bool add)
    {
        var columns = new List<int>(64);
        var values = new List<float>(64);
        DateTimeOffset last = _actions[^1].Time;
        double elapsed = (last - _actions[0].Time).TotalSeconds;
        Put("count", _actions.Count);
        Put("kinds", _done.Count);
        Put("elapsed", elapsed);
        Put("gap", _actions.Count > 1 ? (last - _actions[^2].Time).TotalSeconds : 0);
        Put("gap:mean", _actions.Count > 1 ? elapsed / (_actions.Count - 1) : 0);
        Put("hour", last.TimeOfDay.TotalHours);
        Put("weekday", (int)last.DayOfWeek);
        for (int place = 1; place <= Math.Min(3, _actions.Count); place++)
            Put($"last{place}={_actions[^place].Name}", 1);
        foreach ((string name, (int times, DateTimeOffset latest)) in _done.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            Put($"times:{name}", times);
            Put($"since:{name}", (last - latest).TotalSeconds);
        }

        foreach (Feature feature in _whole.Concat(_latest.Values))
            PutFeature(feature, $"{feature.Namespace}^{feature.Name}");
        foreach ((string name, HashSet<string> different) in _different)
            Put($"different:{name}", different.Count);
        return new Moment([.. columns], [.. values]);

        void Put(string name, double value)
        {
            int id = names.Find(name, add);
            if (id < 0 || !double.IsFinite(value) || columns.Contains(id))
                return;
            columns.Add(id);
            values.Add((float)Math.Clamp(value, float.MinValue, float.MaxValue));
        }

        void PutFeature(Feature feature, string name)
        {
            if (feature.Kind == FeatureKind.Numeric)
                Put($"#{name}", feature.Number);
            else if (feature is { Kind: FeatureKind.Categorical, Text: { } text })
                Put($"#{name}={text}", 1);
            else if (feature is { Kind: FeatureKind.Set, Set: { } words })
            {
                foreach (string word in words.Take(MaxWords))
                    Put($"#{name}={word}", 1);
            }
        }
    }

    private void Take(Feature feature)
    {
        if (string.IsNullOrEmpty(feature.Name))
            return;
        string key = $"{feature.Namespace}^{feature.Name}";
        if (!_latest.ContainsKey(key) && _latest.Count >= MaxFeatures)
            return;
        _latest[key] = feature;
        _now.Add(feature.Kind switch
        {
            FeatureKind.Numeric => Feature.Numeric($"now:{feature.Name}", feature.Number, feature.Namespace),
            FeatureKind.Categorical => Feature.Categorical($"now:{feature.Name}", feature.Text ?? "", feature.Namespace),
            _ => Feature.Tags($"now:{feature.Name}", feature.Set ?? [], feature.Namespace),
        });
        if (!_different.TryGetValue(key, out HashSet<string>? values))
            _different.Add(key, values = new(StringComparer.Ordinal));
        if (values.Count < MaxValues)
            values.Add(feature.Kind == FeatureKind.Numeric ? feature.Number.ToString("R", CultureInfo.InvariantCulture) : feature.Text ?? "");
    }
}
