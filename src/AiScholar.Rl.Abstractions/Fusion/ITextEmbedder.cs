namespace AiScholar.Rl;

/// <summary>Turns passages of text into vectors of one width. Safe to call from many threads.</summary>
public interface ITextEmbedder
{
    /// <summary>A name that changes when the vectors do; part of every result.</summary>
    string Name { get; }

    /// <summary>Width of the vectors.</summary>
    int Dimension { get; }

    /// <summary>One vector of <see cref="Dimension"/> finite numbers for each text, in order.</summary>
    ValueTask<IReadOnlyList<ReadOnlyMemory<float>>> EmbedAsync(IReadOnlyList<string> texts, CancellationToken cancellationToken = default);
}
