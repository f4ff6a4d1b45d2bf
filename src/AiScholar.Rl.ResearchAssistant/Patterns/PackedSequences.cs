namespace AiScholar.Rl.ResearchAssistant;

/// <summary>
/// A sequence database without its infrequent items, its items renumbered from 0 in their own order, in one flat array where a
/// negative number goes before each sequence and after the last.
/// </summary>
internal sealed class PackedSequences
{
    /// <summary>Parts the sequences in <see cref="Items"/>.</summary>
    public const int End = -1;

    /// <summary>The items of every sequence, <see cref="End"/> before each and after the last. A position is an index in here.</summary>
    public required int[] Items { get; init; }

    /// <summary>The caller's item behind each of ours.</summary>
    public required int[] Names { get; init; }

    /// <summary>The position of the <see cref="End"/> before each sequence, and of the one after the last.</summary>
    public required int[] SequenceStarts { get; init; }

    /// <summary>The sequence that each position belongs to; the <see cref="End"/> before a sequence belongs to it.</summary>
    public required int[] SequenceOf { get; init; }

    /// <summary>The index in the caller's database of each sequence kept: those with no frequent item are gone.</summary>
    public required int[] SequenceNames { get; init; }

    /// <summary>The position after the element that each position belongs to; null when every element has one item.</summary>
    public required int[]? ElementEnds { get; init; }

    /// <summary>The first position of the element that each position belongs to; null when every element has one item.</summary>
    public required int[]? ElementStarts { get; init; }

    /// <summary>For each sequence, from the position before it, the items it holds by last position, latest first.</summary>
    public required int[] LastItems { get; init; }

    /// <summary>The last positions of <see cref="LastItems"/>; <see cref="End"/> after the last of a sequence.</summary>
    public required int[] LastPositions { get; init; }

    /// <summary>Number of frequent items.</summary>
    public int ItemCount => Names.Length;

    /// <summary>The position after the element at <paramref name="position"/>.</summary>
    public int ElementEnd(int position) => ElementEnds is null ? position + 1 : ElementEnds[position];

    /// <summary>The first position of the element at <paramref name="position"/>.</summary>
    public int ElementStart(int position) => ElementStarts is null ? position : ElementStarts[position];

    /// <summary>Packs <paramref name="database"/>, keeping the items that at least <paramref name="minimumCount"/> sequences hold and that are not <paramref name="excluded"/>.</summary>
    public static PackedSequences Pack(SequenceDatabase database, int minimumCount, IReadOnlyCollection<int> excluded)
    {
        (Dictionary<int, int> numbers, int[] names) = FrequentItems(database, minimumCount, excluded);
        var items = new List<int>(database.Items.Length + database.Count + 1);
        var elementStarts = new List<int>(items.Capacity);
        var sequenceStarts = new List<int>();
        var sequenceNames = new List<int>();
        bool single = true;
        for (int sequence = 0; sequence < database.Count; sequence++)
        {
            int start = items.Count;
            Add(End, start);
            for (int element = database.SequenceOffsets[sequence]; element < database.SequenceOffsets[sequence + 1]; element++)
            {
                int first = items.Count;
                foreach (int item in database.Items.AsSpan(database.ElementOffsets[element]..database.ElementOffsets[element + 1]))
                {
                    if (numbers.TryGetValue(item, out int number))
                        Add(number, first);
                }

                single &= items.Count - first <= 1;
            }

            if (items.Count == start + 1)
            {
                items.RemoveAt(start);
                elementStarts.RemoveAt(start);
                continue;
            }

            sequenceStarts.Add(start);
            sequenceNames.Add(sequence);
        }

        sequenceStarts.Add(items.Count);
        Add(End, items.Count);
        return Index([.. items], names, [.. sequenceStarts], [.. sequenceNames], single ? null : [.. elementStarts]);

        void Add(int item, int elementStart)
        {
            items.Add(item);
            elementStarts.Add(elementStart);
        }
    }

    private static (Dictionary<int, int> Numbers, int[] Names) FrequentItems(SequenceDatabase database, int minimumCount, IReadOnlyCollection<int> excluded)
    {
        var supports = new Dictionary<int, (int Last, int Count)>();
        for (int sequence = 0; sequence < database.Count; sequence++)
        {
            int from = database.ElementOffsets[database.SequenceOffsets[sequence]];
            int to = database.ElementOffsets[database.SequenceOffsets[sequence + 1]];
            foreach (int item in database.Items.AsSpan(from..to))
            {
                (int last, int count) = supports.GetValueOrDefault(item, (-1, 0));
                if (last != sequence)
                    supports[item] = (sequence, count + 1);
            }
        }

        foreach (int item in excluded)
            supports.Remove(item);
        int[] names = [.. supports.Where(item => item.Value.Count >= minimumCount).Select(item => item.Key).Order()];
        return (names.Index().ToDictionary(name => name.Item, name => name.Index), names);
    }

    private static PackedSequences Index(int[] items, int[] names, int[] sequenceStarts, int[] sequenceNames, int[]? elementStarts)
    {
        var sequenceOf = new int[items.Length];
        var lastItems = new int[items.Length];
        var lastPositions = new int[items.Length];
        int[]? elementEnds = elementStarts is null ? null : new int[items.Length];
        var seenIn = new int[names.Length];
        for (int sequence = 0; sequence < sequenceNames.Length; sequence++)
        {
            int start = sequenceStarts[sequence];
            int end = sequenceStarts[sequence + 1];
            sequenceOf.AsSpan(start..end).Fill(sequence);
            int at = start;
            for (int position = end - 1; position > start; position--)
            {
                if (seenIn[items[position]] == sequence + 1)
                    continue;
                seenIn[items[position]] = sequence + 1;
                lastItems[at] = items[position];
                lastPositions[at++] = position;
            }

            lastPositions[at] = End;
        }

        for (int position = items.Length - 1; elementEnds is not null && position >= 0; position--)
        {
            bool last = position == items.Length - 1 || elementStarts![position + 1] != elementStarts[position];
            elementEnds[position] = last ? position + 1 : elementEnds[position + 1];
        }

        return new PackedSequences
        {
            Items = items,
            Names = names,
            SequenceStarts = sequenceStarts,
            SequenceOf = sequenceOf,
            SequenceNames = sequenceNames,
            ElementStarts = elementStarts,
            ElementEnds = elementEnds,
            LastItems = lastItems,
            LastPositions = lastPositions,
        };
    }
}
