using AiScholar.Rl.Core;

namespace AiScholar.Rl.ResearchAssistant;

/// <summary>Numbers the columns of moments, in the order in which they were first seen.</summary>
internal sealed class ColumnNames
{
    /// <summary>Most columns; later ones are left out.</summary>
    public const int Capacity = 20_000;

    private readonly Dictionary<string, int> _ids = new(StringComparer.Ordinal);

    public int Count => _ids.Count;

    /// <summary>The column's number; -1 when it is unknown and not added, or there is no more room.</summary>
    public int Find(string name, bool add)
    {
        if (_ids.TryGetValue(name, out int id))
            return id;
        if (!add || _ids.Count >= Capacity)
            return -1;
        _ids.Add(name, _ids.Count);
        return _ids.Count - 1;
    }

    public void Write(BinaryWriter writer)
    {
        writer.Write(_ids.Count);
        foreach ((string name, int _) in _ids.OrderBy(pair => pair.Value))
            writer.Write(name);
    }

    public static ColumnNames Read(BinaryReader reader)
    {
        var names = new ColumnNames();
        for (int left = PolicyPayload.Count(reader.ReadInt32(), Capacity, "columns"); left > 0; left--)
            names._ids.Add(reader.ReadString(), names._ids.Count);
        return names;
    }
}
