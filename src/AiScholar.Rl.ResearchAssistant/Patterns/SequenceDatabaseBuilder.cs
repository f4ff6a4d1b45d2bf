namespace AiScholar.Rl.ResearchAssistant;

/// <summary>Collects sequences item by item: items, the end of an element, the end of a sequence.</summary>
/// <remarks>One thread at a time. A builder may go on after <see cref="Build"/>; what was built stays as it is.</remarks>
public sealed class SequenceDatabaseBuilder
{
    private readonly List<int> _items = [];
    private readonly List<int> _elementOffsets = [0];
    private readonly List<int> _sequenceOffsets = [0];
    private readonly List<long> _times = [];
    private long? _time;
    private bool _hasTimes;

    /// <summary>Adds an item to the open element; an item that is there already is not added twice.</summary>
    /// <param name="item">At least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The item is negative.</exception>
    public SequenceDatabaseBuilder AddItem(int item)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(item);
        _items.Add(item);
        return this;
    }

    /// <summary>Sets the time of the open element, in any unit, for constraints on time. Within a sequence times must not fall; where no element of a sequence has one, constraints take it to be 0.</summary>
    public SequenceDatabaseBuilder AtTime(long time)
    {
        _time = time;
        _hasTimes = true;
        return this;
    }

    /// <summary>Ends the open element; without effect when it has no item.</summary>
    public SequenceDatabaseBuilder EndElement()
    {
        int start = _elementOffsets[^1];
        int length = _items.Count - start;
        if (length == 0)
            return this;
        if (length > 1)
        {
            int[] element = [.. _items[start..].Distinct().Order()];
            _items.RemoveRange(start, length);
            _items.AddRange(element);
        }

        _elementOffsets.Add(_items.Count);
        _times.Add(_time ?? 0);
        _time = null;
        return this;
    }

    /// <summary>Ends the open element and the sequence. A sequence may be empty: it still counts.</summary>
    public SequenceDatabaseBuilder EndSequence()
    {
        EndElement();
        _sequenceOffsets.Add(_elementOffsets.Count - 1);
        return this;
    }

    /// <summary>Adds a whole sequence whose elements have one item each.</summary>
    /// <param name="items">The items in order, each at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">An item is negative.</exception>
    public SequenceDatabaseBuilder AddSequence(params ReadOnlySpan<int> items)
    {
        foreach (int item in items)
            AddItem(item).EndElement();
        return EndSequence();
    }

    /// <summary>The sequences ended so far.</summary>
    public SequenceDatabase Build()
    {
        int elements = _sequenceOffsets[^1];
        int items = _elementOffsets[elements];
        return new SequenceDatabase([.. _items[..items]], [.. _elementOffsets[..(elements + 1)]], [.. _sequenceOffsets], _hasTimes ? [.. _times[..elements]] : null);
    }
}
