namespace AiScholar.Rl.ResearchAssistant;

/// <summary>
/// Tells whether some item could be put into a pattern before its end, as an element of its own or into one of its elements, in every sequence that contains it.
/// If so the pattern is not closed; and if that is so even within the first instance of the pattern in each sequence, nothing that extends it is closed either.
/// </summary>
/// <remarks>Wang and Han, "BIDE: efficient mining of frequent closed sequences", ICDE 2004: maximum periods (definition 6) and semi-maximum periods (definition 8), carried over to elements of several items. Holds working memory: one thread at a time.</remarks>
internal sealed class BackwardExtensions(PackedSequences sequences)
{
    private readonly List<int[]> _elements = [];
    private readonly List<int> _left = [];
    private readonly List<int> _right = [];
    private readonly List<List<int>> _candidates = [];
    private readonly List<int> _alive = [];
    private readonly int[] _marks = new int[sequences.ItemCount];
    private int _mark;

    /// <summary>Whether such an item exists.</summary>
    /// <param name="pattern">Tokens; the one that opens an element is complemented.</param>
    /// <param name="pointers">Position of the last item of the first instance in each sequence that contains the pattern.</param>
    /// <param name="withinFirstInstance">Look only within the first instance (semi-maximum periods), else in the whole sequence (maximum periods).</param>
    public bool Exist(ReadOnlySpan<int> pattern, ReadOnlySpan<int> pointers, bool withinFirstInstance)
    {
        SplitElements(pattern);
        int n = _elements.Count;
        // Slot i is the gap before element i; slot n + i is element i itself. A later instance of the last element may lack what the first one
        // holds, so within the first instance the last element is left out.
        int slots = n;
        if (sequences.ElementEnds is not null)
            slots = withinFirstInstance ? 2 * n - 1 : 2 * n;
        _alive.Clear();
        for (int slot = 0; slot < slots; slot++)
        {
            _alive.Add(slot);
            if (_candidates.Count <= slot)
                _candidates.Add([]);
        }

        for (int i = 0; i < pointers.Length && _alive.Count > 0; i++)
        {
            FindLeftmost(sequences.SequenceStarts[sequences.SequenceOf[pointers[i]]]);
            FindRightmost(withinFirstInstance
                ? sequences.ElementEnd(pointers[i])
                : sequences.SequenceStarts[sequences.SequenceOf[pointers[i]] + 1]);
            for (int k = _alive.Count - 1; k >= 0; k--)
            {
                if (!Intersect(_alive[k], isFirst: i == 0))
                    _alive.RemoveAt(k);
            }
        }

        return _alive.Count > 0;
    }

    private void SplitElements(ReadOnlySpan<int> pattern)
    {
        _elements.Clear();
        int start = 0;
        for (int i = 1; i <= pattern.Length; i++)
        {
            if (i < pattern.Length && pattern[i] >= 0)
                continue;
            int[] element = pattern[start..i].ToArray();
            element[0] = ~element[0];
            _elements.Add(element);
            start = i;
        }
    }

    /// <summary>The first position of the element that each element of the pattern meets when all are matched as early as can be; before them, the position of the sequence's opening mark.</summary>
    private void FindLeftmost(int opening)
    {
        _left.Clear();
        _left.Add(opening);
        int position = opening + 1;
        foreach (int[] element in _elements)
        {
            while (!Holds(position, element))
                position = sequences.ElementEnd(position);
            _left.Add(position);
            position = sequences.ElementEnd(position);
        }
    }

    /// <summary>The same when all are matched as late as can be before <paramref name="end"/>; after them <paramref name="end"/> itself.</summary>
    private void FindRightmost(int end)
    {
        _right.Clear();
        _right.Add(end);
        int position = end;
        for (int i = _elements.Count - 1; i >= 0; i--)
        {
            do
                position = sequences.ElementStart(position - 1);
            while (!Holds(position, _elements[i]));
            _right.Add(position);
        }

        _right.Reverse();
    }

    private bool Holds(int position, int[] element) => sequences.ElementEnds is null
        ? sequences.Items[position] == element[0]
        : ElementMatch.AfterLast(sequences.Items.AsSpan(position..sequences.ElementEnd(position)), element) >= 0;

    /// <summary>Keeps of a slot's candidates those that this sequence allows too, and says whether any is left.</summary>
    private bool Intersect(int slot, bool isFirst)
    {
        int n = _elements.Count;
        bool isGap = slot < n;
        int index = isGap ? slot : slot - n;
        int from = sequences.ElementEnd(_left[index]);
        int to = isGap ? _right[index] : _right[index + 1];
        _mark++;
        List<int> candidates = _candidates[slot];
        if (isFirst)
            candidates.Clear();
        for (int position = from; position < to; position = sequences.ElementEnd(position))
        {
            if (!isGap && !Holds(position, _elements[index]))
                continue;
            foreach (int item in sequences.Items.AsSpan(position..sequences.ElementEnd(position)))
            {
                if (_marks[item] == _mark)
                    continue;
                _marks[item] = _mark;
                if (isFirst && (isGap || !_elements[index].Contains(item)))
                    candidates.Add(item);
            }
        }

        if (!isFirst)
            candidates.RemoveAll(item => _marks[item] != _mark);
        return candidates.Count > 0;
    }
}
