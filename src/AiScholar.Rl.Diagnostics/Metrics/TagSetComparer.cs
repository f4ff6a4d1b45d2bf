namespace AiScholar.Rl.Diagnostics;

/// <summary>Compares tags in any order; looks a span up without copying it.</summary>
internal sealed class TagSetComparer : IEqualityComparer<TagSet>, IAlternateEqualityComparer<ReadOnlySpan<KeyValuePair<string, object?>>, TagSet>
{
    public static TagSetComparer Instance { get; } = new();

    public TagSet Create(ReadOnlySpan<KeyValuePair<string, object?>> alternate) => new(alternate.ToArray());

    public bool Equals(TagSet? x, TagSet? y) => ReferenceEquals(x, y) || (x is not null && y is not null && Equals(x.Tags, y));

    public bool Equals(ReadOnlySpan<KeyValuePair<string, object?>> alternate, TagSet other)
    {
        if (alternate.Length != other.Tags.Length)
            return false;
        foreach (KeyValuePair<string, object?> tag in alternate)
        {
            if (!Contains(other.Tags, tag))
                return false;
        }

        return true;
    }

    public int GetHashCode(TagSet obj) => GetHashCode(obj.Tags);

    public int GetHashCode(ReadOnlySpan<KeyValuePair<string, object?>> alternate)
    {
        int hash = alternate.Length;
        foreach (KeyValuePair<string, object?> tag in alternate)
            hash += HashCode.Combine(tag.Key, tag.Value);
        return hash;
    }

    private static bool Contains(ReadOnlySpan<KeyValuePair<string, object?>> tags, KeyValuePair<string, object?> wanted)
    {
        foreach (KeyValuePair<string, object?> tag in tags)
        {
            if (tag.Key == wanted.Key && Equals(tag.Value, wanted.Value))
                return true;
        }

        return false;
    }
}
