using System.Collections.Concurrent;

namespace AiScholar.Rl.Core;

/// <summary>One string for each action id, up to a limit, so that many users' states share them.</summary>
internal sealed class ActionNames(int limit)
{
    private readonly ConcurrentDictionary<string, string> _names = new(StringComparer.Ordinal);

    public string Share(string id)
    {
        if (_names.TryGetValue(id, out string? shared))
            return shared;
        return _names.Count < limit ? _names.GetOrAdd(id, id) : id;
    }
}
