namespace AiScholar.Rl.ResearchAssistant;

/// <summary>
/// Sequences of elements, each element a set of items: what <see cref="SequentialPatternMiner"/> mines. Items are whole numbers whose meaning
/// only the caller knows.
/// </summary>
/// <remarks>Immutable and safe to share between threads; made by <see cref="SequenceDatabaseBuilder"/>.</remarks>
public sealed class SequenceDatabase
{
    internal SequenceDatabase(int[] items, int[] elementOffsets, int[] sequenceOffsets)
    {
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
}
