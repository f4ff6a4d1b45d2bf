namespace AiScholar.Rl.ResearchAssistant;

/// <summary>
/// Sequences of elements, each element a set of items: what <see cref="SequentialPatternMiner"/> mines. Items are whole numbers whose meaning
/// only the caller knows.
/// </summary>
/// <remarks>Immutable and safe to share between threads; made by <see cref="SequenceDatabaseBuilder"/>.</remarks>
public sealed class SequenceDatabase
{
    internal SequenceDatabase(int[] items, int[] elementOffsets, int[] sequenceOffsets, long[]? times)
    {
        Times = times;
        Items = items;
        ElementOffsets = elementOffsets;
        SequenceOffsets = sequenceOffsets;
    }

    /// <summary>Number of sequences.</summary>
    public int Count => SequenceOffsets.Length - 1;

    /// <summary>Items of all elements, sorted and distinct within each element.</summary>
    internal int[] Items { get; }

    /// <summary>Where each element starts in <see cref="Items"/>, and where the last one ends.</summary>
    internal int[] ElementOffsets { get; }

    /// <summary>Where each sequence starts in <see cref="ElementOffsets"/>, and where the last one ends.</summary>
    internal int[] SequenceOffsets { get; }

    /// <summary>The time of each element; null when none was given.</summary>
    internal long[]? Times { get; }

    /// <summary>The items of an element, the first of a sequence being 0.</summary>
    internal ReadOnlySpan<int> Element(int sequence, int index)
    {
        int element = SequenceOffsets[sequence] + index;
        return Items.AsSpan(ElementOffsets[element]..ElementOffsets[element + 1]);
    }

    /// <summary>How many elements a sequence has.</summary>
    internal int Length(int sequence) => SequenceOffsets[sequence + 1] - SequenceOffsets[sequence];
}
