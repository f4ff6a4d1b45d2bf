namespace AiScholar.Rl.Torch;

/// <summary>Names numbered from 0 in the order of first appearance: actions, or features as <c>namespace|name=value</c>.</summary>
internal sealed class SequenceVocabulary
{
    private readonly Dictionary<string, int> _ids = new(StringComparer.Ordinal);
    private readonly List<string> _names = [];

    public IReadOnlyList<string> Names => _names;

    public int Count => _names.Count;

    public string this[int id] => _names[id];

    public int Find(string name) => _ids.TryGetValue(name, out var id) ? id : -1;

    public int Add(string name)
    {
        if (_ids.TryGetValue(name, out var id))
            return id;
        _ids.Add(name, _names.Count);
        _names.Add(name);
        return _names.Count - 1;
    }

    /// <summary>The indicators of categorical and set features; other kinds have none.</summary>
    public static IEnumerable<string> Indicators(FeatureSet features)
    {
        foreach (var feature in features)
        {
            var prefix = $"{feature.Namespace}|{feature.Name}=";
            if (feature.Kind == FeatureKind.Categorical && feature.Text is { } text)
                yield return prefix + text;
            else if (feature.Kind == FeatureKind.Set && feature.Set is { } values)
            {
                foreach (var value in values)
                    yield return prefix + value;
            }
        }
    }
}
