namespace AiScholar.Rl.ResearchAssistant;

/// <summary>All that is learnt of durations: cells from one kind of work in one domain up to all work, and factors of people and instruments.</summary>
internal sealed class DurationState
{
    /// <summary>How many kinds of work, domains and pairs of them are told apart; later ones count as unknown.</summary>
    public const int Capacity = 20_000;

    private readonly Dictionary<(string? Domain, string? Type), DurationCell> _cells = [];

    public MultiplierTable People { get; private init; } = new();

    public MultiplierTable Instruments { get; private init; } = new();

    public ExecutionMemory Executions { get; private init; } = new();

    public long Count => _cells.TryGetValue((null, null), out DurationCell? all) ? all.Count : 0;

    /// <summary>The cells for some work that have observations, narrowest first.</summary>
    public IEnumerable<DurationCell> CellsOf(string? domain, string type) =>
        Keys(domain, type).Select(key => _cells.GetValueOrDefault(key)).OfType<DurationCell>().Where(cell => cell.Count > 0);

    /// <summary>The cell of one kind of work in all domains; null when it was not seen.</summary>
    public DurationCell? CellOf(string type) => _cells.TryGetValue((null, type), out DurationCell? cell) && cell.Count > 0 ? cell : null;

    /// <summary>The same, made where there is room.</summary>
    public List<DurationCell> Grow(string? domain, string type)
    {
        var cells = new List<DurationCell>();
        foreach ((string?, string?) key in Keys(domain, type))
        {
            if (!_cells.TryGetValue(key, out DurationCell? cell) && (_cells.Count < Capacity || key == (null, null)))
                _cells.Add(key, cell = new DurationCell());
            if (cell is not null)
                cells.Add(cell);
        }

        return cells;
    }

    public void Write(BinaryWriter writer)
    {
        People.Write(writer);
        Instruments.Write(writer);
        writer.Write(_cells.Count);
        foreach (((string? domain, string? type), DurationCell cell) in _cells.OrderBy(pair => pair.Key.Domain, StringComparer.Ordinal).ThenBy(pair => pair.Key.Type, StringComparer.Ordinal))
        {
            foreach (string? name in (string?[])[domain, type])
            {
                writer.Write(name is not null);
                writer.Write(name ?? "");
            }

            cell.Write(writer);
        }

        Executions.Write(writer);
    }

    public static DurationState Read(BinaryReader reader)
    {
        (MultiplierTable people, MultiplierTable instruments) = (MultiplierTable.Read(reader), MultiplierTable.Read(reader));
        var cells = new Dictionary<(string?, string?), DurationCell>();
        for (int left = Core.PolicyPayload.Count(reader.ReadInt32(), Capacity + 1, "kinds of work"); left > 0; left--)
            cells[(Name(reader), Name(reader))] = DurationCell.Read(reader);
        // The first format ends here.
        bool isFirst = reader.BaseStream.Position == reader.BaseStream.Length;
        var state = new DurationState { People = people, Instruments = instruments, Executions = isFirst ? new ExecutionMemory() : ExecutionMemory.Read(reader) };
        foreach (((string?, string?) key, DurationCell cell) in cells)
            state._cells[key] = cell;
        return state;

        static string? Name(BinaryReader reader)
        {
            bool isThere = reader.ReadBoolean();
            string name = reader.ReadString();
            return isThere ? name : null;
        }
    }

    private static IEnumerable<(string? Domain, string? Type)> Keys(string? domain, string type)
    {
        if (domain is not null)
            yield return (domain, type);
        yield return (null, type);
        if (domain is not null)
            yield return (domain, null);
        yield return (null, null);
    }
}
