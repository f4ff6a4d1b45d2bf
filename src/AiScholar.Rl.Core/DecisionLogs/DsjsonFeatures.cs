using System.Globalization;
using System.Text.Json;

namespace AiScholar.Rl.Core;

/// <summary>
/// Features from VW's JSON: an object is a namespace, a number numeric, a text or a truth value categorical, an array of numbers an embedding, an
/// array of texts a set, '_text' free text; other names that start with '_' are no features.
/// </summary>
internal sealed class DsjsonFeatures
{
    private const int LongestName = 1024;
    private readonly List<Feature> _features = [];
    private readonly Dictionary<(string, string), int> _names = [];
    private int _left;

    private DsjsonFeatures(int left) => _left = left;

    public static FeatureSet Of(JsonElement element, ref int left)
    {
        if (element.ValueKind != JsonValueKind.Object)
            throw new DecisionLogFormatException("The context or an action is no JSON object.");
        var reader = new DsjsonFeatures(left);
        reader.AddMembers(element, "", isRoot: true);
        left = reader._left;
        return FeatureSet.Create([.. reader._features]);
    }

    public static DecisionAction[] Actions(JsonElement multi, ref int left)
    {
        var actions = new List<DecisionAction>();
        var ids = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (JsonElement action in multi.EnumerateArray())
        {
            FeatureSet features = Of(action, ref left);
            string id = IdOf(action) ?? (actions.Count + 1).ToString(CultureInfo.InvariantCulture);
            int times = ids[id] = ids.GetValueOrDefault(id) + 1;
            actions.Add(new DecisionAction { Id = times == 1 ? id : string.Create(CultureInfo.InvariantCulture, $"{id}#{times}"), Features = features });
        }

        return [.. actions];
    }

    /// <summary>Personalizer writes an action's id as '_tag' and as i.id; other writers as id.</summary>
    private static string? IdOf(JsonElement action) =>
        JsonReading.Text(action, "_tag")
        ?? (action.TryGetProperty("i", out JsonElement info) && info.ValueKind == JsonValueKind.Object ? JsonReading.Text(info, "id") : null)
        ?? (action.TryGetProperty("id", out JsonElement id) && id.ValueKind == JsonValueKind.String ? JsonReading.Text(action, "id") : null);

    private void AddMembers(JsonElement element, string place, bool isRoot = false)
    {
        foreach (JsonProperty member in element.EnumerateObject())
        {
            string name = member.Name;
            if (name.Length > LongestName)
                throw new DecisionLogFormatException(string.Create(CultureInfo.InvariantCulture, $"A name has {name.Length} characters; {LongestName} are allowed."));
            if (name == "_text" && member.Value.ValueKind == JsonValueKind.String)
                Add(Feature.FreeText(Unique(place, name), member.Value.GetString()!, place));
            else if (name.Length > 0 && name[0] != '_' && !(isRoot && IsIdentity(name, member.Value)))
                AddValue(member.Value, name, place);
        }
    }

    /// <summary>What Personalizer puts into every action beside its features: its id and a constant.</summary>
    private static bool IsIdentity(string name, JsonElement value) =>
        name == "i" && value.ValueKind == JsonValueKind.Object && value.EnumerateObject().All(member => member.Name is "id" or "constant");

    private void AddValue(JsonElement value, string name, string place)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Number:
                double number = JsonReading.Finite(value, name);
                if (Math.Abs(number) > FeatureRules.MaxNumber)
                    throw new DecisionLogFormatException($"'{name}' is beyond {FeatureRules.MaxNumber:g}.");
                Add(Feature.Numeric(Unique(place, name), number, place));
                break;
            case JsonValueKind.String:
                string text = value.GetString()!;
                Add(text.Length > LongestName ? Feature.FreeText(Unique(place, name), text, place) : Feature.Categorical(Unique(place, name), text, place));
                break;
            case JsonValueKind.True or JsonValueKind.False:
                Add(Feature.Categorical(Unique(place, name), value.ValueKind == JsonValueKind.True ? "true" : "false", place));
                break;
            case JsonValueKind.Object when value.EnumerateObject().Count() == 1 && value.TryGetProperty("_text", out JsonElement only) && only.ValueKind == JsonValueKind.String:
                Add(Feature.FreeText(Unique(place, name), only.GetString()!, place));
                break;
            case JsonValueKind.Object:
                AddMembers(value, place.Length == 0 ? name : $"{place}.{name}");
                break;
            case JsonValueKind.Array:
                AddArray(value, name, place);
                break;
        }
    }

    private void AddArray(JsonElement array, string name, string place)
    {
        var numbers = new List<float>();
        var texts = new List<string>();
        foreach (JsonElement item in array.EnumerateArray())
        {
            if (item.ValueKind == JsonValueKind.Object)
                AddMembers(item, place.Length == 0 ? name : $"{place}.{name}");
            else if (item.ValueKind == JsonValueKind.Number)
                numbers.Add((float)JsonReading.Finite(item, name));
            else if (item.ValueKind == JsonValueKind.String && item.GetString() is { Length: <= LongestName } text)
                texts.Add(text);
        }

        if (numbers.Exists(number => !float.IsFinite(number)))
            throw new DecisionLogFormatException($"A number of '{name}' is beyond single precision.");
        if (numbers.Count > 0)
            Add(Feature.Embedding(Unique(place, name), numbers.ToArray(), place), numbers.Count);
        if (texts.Count > 0)
            Add(Feature.Tags(Unique(place, name), texts, place), texts.Count);
    }

    private string Unique(string place, string name)
    {
        int times = _names[(place, name)] = _names.GetValueOrDefault((place, name)) + 1;
        return times == 1 ? name : string.Create(CultureInfo.InvariantCulture, $"{name}#{times}");
    }

    private void Add(Feature feature, int size = 1)
    {
        _left -= size;
        if (_left < 0)
            throw new DecisionLogFormatException($"It has more features than {nameof(DecisionLogOptions.MaximumFeatures)} allows.");
        _features.Add(feature);
    }
}
