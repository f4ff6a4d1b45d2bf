using AiScholar.Rl.Core;

namespace AiScholar.Rl.ResearchAssistant;

/// <summary>What process statistics count, with its saving and loading; format 1. Not thread-safe.</summary>
internal sealed class ProcessTables(int capacity)
{
    private const int MaxVariantLength = 1000;

    public HeavyHitters<string, FlowCounts> Activities { get; } = new(capacity, StringComparer.Ordinal);

    public HeavyHitters<(string, string), FlowCounts> Edges { get; } = new(capacity);

    public HeavyHitters<string[], FlowCounts> Variants { get; } = new(capacity, VariantComparer.Instance);

    public HeavyHitters<(string, string), FlowCounts> Handovers { get; } = new(capacity);

    public long Sessions { get; set; }

    public long Events { get; set; }

    public long Reworked { get; set; }

    public void Write(BinaryWriter writer)
    {
        foreach (long count in (long[])[Sessions, Events, Reworked])
            writer.Write(count);
        Activities.Write(writer, static (writer, name) => writer.Write(name));
        Edges.Write(writer, WritePair);
        Variants.Write(writer, static (writer, names) =>
        {
            writer.Write(names.Length);
            foreach (string name in names)
                writer.Write(name);
        });
        Handovers.Write(writer, WritePair);

        static void WritePair(BinaryWriter writer, (string From, string To) pair)
        {
            writer.Write(pair.From);
            writer.Write(pair.To);
        }
    }

    /// <exception cref="StateException">A count is out of its range, or a table has more entries than the capacity.</exception>
    public static ProcessTables Read(BinaryReader reader, int capacity)
    {
        var tables = new ProcessTables(capacity) { Sessions = Count(reader), Events = Count(reader), Reworked = Count(reader) };
        tables.Activities.Read(reader, static reader => reader.ReadString());
        tables.Edges.Read(reader, ReadPair);
        tables.Variants.Read(reader, static reader =>
        {
            var names = new string[PolicyPayload.Count(reader.ReadInt32(), MaxVariantLength, "activities of a way")];
            foreach (ref string name in names.AsSpan())
                name = reader.ReadString();
            return names;
        });
        tables.Handovers.Read(reader, ReadPair);
        return tables;

        static (string, string) ReadPair(BinaryReader reader) => (reader.ReadString(), reader.ReadString());

        static long Count(BinaryReader reader) => PolicyPayload.Count(reader.ReadInt64(), long.MaxValue, "sessions or activities");
    }
}
