namespace AiScholar.Rl.Diagnostics;

/// <summary>The tags of a series, in any order.</summary>
internal sealed class TagSet(KeyValuePair<string, object?>[] tags)
{
    public ReadOnlySpan<KeyValuePair<string, object?>> Tags => tags;

    public IReadOnlyDictionary<string, string> ToDictionary()
    {
        var texts = new Dictionary<string, string>(tags.Length, StringComparer.Ordinal);
        foreach ((string key, object? value) in tags)
            texts[key] = value switch { null => "", true => "true", false => "false", _ => Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture) ?? "" };
        return texts;
    }
}
