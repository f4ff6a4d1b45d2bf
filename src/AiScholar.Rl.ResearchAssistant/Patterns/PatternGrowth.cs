using System.Runtime.InteropServices;

namespace AiScholar.Rl.ResearchAssistant;

/// <summary>
/// PrefixSpan: grows each frequent pattern by every item that is frequent behind it, over pointers into the packed sequences. Items of later elements are
/// counted by last positions, so one costs a single step a sequence however often it recurs. Closed patterns are told and branches cut as in BIDE.
/// </summary>
/// <remarks>
/// Pei et al., "Mining sequential patterns by pattern-growth: the PrefixSpan approach", TKDE 16 (2004), pseudo-projection of section 3.3; Yang, Wang and
/// Kitsuregawa, "LAPIN: effective sequential pattern mining algorithms by last position induction" (2007); Wang and Han, "BIDE", ICDE 2004. The search keeps
/// its own stack, so that no input is too deep for it. One search an instance.
/// </remarks>
internal sealed class PatternGrowth
{
    private readonly PackedSequences _sequences;
    private readonly SequentialPatternOptions _options;
    private readonly PatternSelection _selection;
    private readonly BackwardExtensions? _backward;

    // From the root to here: the pattern (a token that opens an element is complemented), the supports of the pattern without its last element,
    // the frames, the extensions that the frames have still to visit, and the pointers of those: the position of the last item matched in each sequence.
    private readonly List<int> _pattern = [];
    private readonly List<int> _prefixSupports = [];
    private readonly Stack<Frame> _frames = new();
    private readonly List<Extension> _extensions = [];
    private int[] _pointers;
    private int _pointerCount;

    private readonly int[] _newElementCounts;
    private readonly int[] _sameElementCounts;
    private readonly int[] _slots;
    private readonly int[] _seen;
    private int _stamp;

    public PatternGrowth(PackedSequences sequences, SequentialPatternOptions options, PatternSelection selection)
    {
        _sequences = sequences;
        _options = options;
        _selection = selection;
        _backward = options.ClosedOnly ? new BackwardExtensions(sequences) : null;
        _pointers = new int[Math.Max(1024, 4 * sequences.SequenceNames.Length)];
        _newElementCounts = new int[sequences.ItemCount];
        _sameElementCounts = new int[sequences.ItemCount];
        _slots = new int[sequences.ItemCount];
        _seen = new int[sequences.ItemCount];
    }

    /// <summary>Runs the search over a database that had <paramref name="sequenceCount"/> sequences before it was packed, for the first items that <paramref name="roots"/> hands out.</summary>
    public void Run(int sequenceCount, PatternRoots roots, CancellationToken cancellationToken)
    {
        int count = _sequences.SequenceNames.Length;
        _sequences.SequenceStarts.AsSpan(0, count).CopyTo(_pointers);
        _pointerCount = count;
        Expand(0, count);
        int first = _extensions.Count;
        int firstPointer = _pointerCount;
        while (roots.Next(first) is int root and >= 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            _frames.Push(new Frame(0, first, firstPointer, sequenceCount));
            _selection.Start(root);
            Visit(_extensions[root]);
            while (_frames.Count > 1)
            {
                Frame frame = _frames.Pop();
                if (frame.Next < _extensions.Count)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    _frames.Push(frame with { Next = frame.Next + 1 });
                    Visit(_extensions[frame.Next]);
                    continue;
                }

                _extensions.RemoveRange(frame.First, _extensions.Count - frame.First);
                _pointerCount = frame.FirstPointer;
                Shorten();
            }

            _frames.Pop();
        }
    }

    private void Visit(Extension extension)
    {
        // The least support may have risen since.
        if (extension.Support < _selection.MinimumCount)
            return;
        if (extension.IsNewElement)
            _prefixSupports.Add(_frames.Peek().Support);
        _pattern.Add(extension.IsNewElement ? ~extension.Item : extension.Item);
        if (!_selection.MayGrow(Pattern, _sequences.Names))
        {
            Shorten();
            return;
        }

        if (_backward is not null && _backward.Exist(Pattern, PointersOf(extension), withinFirstInstance: true))
        {
            Shorten();
            return;
        }

        int first = _extensions.Count;
        int firstPointer = _pointerCount;
        int widest = Expand(extension.Offset, extension.Support);
        if (_backward is null || (widest < extension.Support && !_backward.Exist(Pattern, PointersOf(extension), withinFirstInstance: false)))
            Emit(extension);
        if (_extensions.Count > first)
            _frames.Push(new Frame(first, first, firstPointer, extension.Support));
        else
            Shorten();
    }

    private ReadOnlySpan<int> Pattern => CollectionsMarshal.AsSpan(_pattern);

    private ReadOnlySpan<int> PointersOf(Extension extension) => _pointers.AsSpan(extension.Offset, extension.Support);

    private void Shorten()
    {
        if (_pattern[^1] < 0)
            _prefixSupports.RemoveAt(_prefixSupports.Count - 1);
        _pattern.RemoveAt(_pattern.Count - 1);
    }

    private void Emit(Extension extension)
    {
        int sequence = _sequences.SequenceOf[_pointers[extension.Offset]];
        _selection.Add(Pattern, _sequences.Names, extension.Support, _prefixSupports[^1], _sequences.SequenceNames[sequence]);
    }

    /// <summary>Adds the frequent extensions of the pattern to the tail of the stack, unless it may not get longer, and returns the largest support among them.</summary>
    private int Expand(int offset, int count)
    {
        Array.Clear(_newElementCounts);
        CountNewElements(offset, count);
        bool growsElements = _sequences.ElementEnds is not null && _pattern.Count > 0;
        if (growsElements)
        {
            Array.Clear(_sameElementCounts);
            ScanSameElements(offset, count, project: false);
        }

        int first = _extensions.Count;
        int widest = 0;
        if (growsElements)
            widest = AddFrequent(_sameElementCounts, isNewElement: false, widest);
        int firstNew = _extensions.Count;
        widest = AddFrequent(_newElementCounts, isNewElement: true, widest);
        if (_pattern.Count >= _options.MaximumLength)
        {
            _pointerCount = first < _extensions.Count ? _extensions[first].Offset : _pointerCount;
            _extensions.RemoveRange(first, _extensions.Count - first);
        }

        if (_pointers.Length < _pointerCount)
            Array.Resize(ref _pointers, Math.Max(_pointerCount, checked(_pointers.Length * 2)));
        if (firstNew > first && _extensions.Count > first)
        {
            SetSlots(first, firstNew);
            ScanSameElements(offset, count, project: true);
        }

        if (_extensions.Count > firstNew)
        {
            SetSlots(firstNew, _extensions.Count);
            ProjectNewElements(offset, count);
        }

        return widest;
    }

    private int AddFrequent(int[] counts, bool isNewElement, int widest)
    {
        for (int item = 0; item < counts.Length; item++)
        {
            if (counts[item] < _selection.MinimumCount)
                continue;
            widest = Math.Max(widest, counts[item]);
            _extensions.Add(new Extension(item, isNewElement, _pointerCount, counts[item]));
            _pointerCount = checked(_pointerCount + counts[item]);
        }

        return widest;
    }

    /// <summary>Sets where the next pointer of each item goes: those of the extensions given, and nowhere for all others.</summary>
    private void SetSlots(int from, int to)
    {
        Array.Fill(_slots, -1);
        for (int i = from; i < to; i++)
            _slots[_extensions[i].Item] = _extensions[i].Offset;
    }

    private void CountNewElements(int offset, int count)
    {
        int[] lastItems = _sequences.LastItems, lastPositions = _sequences.LastPositions, counts = _newElementCounts;
        foreach (int pointer in _pointers.AsSpan(offset, count))
        {
            int from = _sequences.ElementEnd(pointer);
            for (int i = _sequences.SequenceStarts[_sequences.SequenceOf[pointer]]; lastPositions[i] >= from; i++)
                counts[lastItems[i]]++;
        }
    }

    private void ProjectNewElements(int offset, int count)
    {
        int[] items = _sequences.Items, slots = _slots, seen = _seen, pointers = _pointers;
        for (int i = offset; i < offset + count; i++)
        {
            int stamp = NextStamp();
            for (int position = _sequences.ElementEnd(pointers[i]); items[position] >= 0; position++)
            {
                int item = items[position];
                if (slots[item] < 0 || seen[item] == stamp)
                    continue;
                seen[item] = stamp;
                pointers[slots[item]++] = position;
            }
        }
    }

    /// <summary>Counts, or points to, the items that can join the pattern's last element: larger ones in the element it is matched in or in a later one that holds it whole.</summary>
    private void ScanSameElements(int offset, int count, bool project)
    {
        int[] items = _sequences.Items;
        ReadOnlySpan<int> element = LastElement();
        for (int i = offset; i < offset + count; i++)
        {
            int stamp = NextStamp();
            int position = _sequences.ElementStart(_pointers[i]);
            while (items[position] >= 0)
            {
                int end = _sequences.ElementEnd(position);
                int from = end - position > element.Length ? ElementMatch.AfterLast(items.AsSpan(position..end), element) : -1;
                for (int at = position + from; from >= 0 && at < end; at++)
                {
                    int item = items[at];
                    if (_seen[item] == stamp)
                        continue;
                    _seen[item] = stamp;
                    if (!project)
                        _sameElementCounts[item]++;
                    else if (_slots[item] >= 0)
                        _pointers[_slots[item]++] = at;
                }

                position = end;
            }
        }
    }

    private int[] LastElement()
    {
        int start = _pattern.FindLastIndex(token => token < 0);
        int[] element = [.. _pattern[start..]];
        element[0] = ~element[0];
        return element;
    }

    private int NextStamp()
    {
        if (_stamp == int.MaxValue)
        {
            Array.Clear(_seen);
            _stamp = 0;
        }

        return ++_stamp;
    }

    private readonly record struct Extension(int Item, bool IsNewElement, int Offset, int Support);

    private readonly record struct Frame(int First, int Next, int FirstPointer, int Support);
}
