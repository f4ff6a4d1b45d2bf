using System.IO.Hashing;
using System.Numerics.Tensors;
using System.Text;

namespace AiScholar.Rl.MultiModal;

/// <summary>
/// The default embedder: words, pairs of words and three-letter pieces, hashed with a sign into 256 numbers, each counted as 1 + ln(times),
/// scaled to length 1. It needs no model and knows no language; <c>UseEmbeddings</c> replaces it.
/// </summary>
/// <remarks>Source: Weinberger et al., "Feature Hashing for Large Scale Multitask Learning", ICML 2009, section 2.</remarks>
internal sealed class HashedNGramEmbedder : ITextEmbedder
{
    public string Name => "hashed-n-grams-v1";

    public int Dimension => 256;

    public ValueTask<IReadOnlyList<ReadOnlyMemory<float>>> EmbedAsync(IReadOnlyList<string> texts, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(texts);
        var vectors = new ReadOnlyMemory<float>[texts.Count];
        for (int i = 0; i < vectors.Length; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            vectors[i] = Embed(texts[i]);
        }

        return ValueTask.FromResult<IReadOnlyList<ReadOnlyMemory<float>>>(vectors);
    }

    private float[] Embed(string text)
    {
        var counts = new Dictionary<ulong, int>();
        string? previous = null;
        foreach (string word in TextTerms.Words(text))
        {
            Count(counts, "w", word);
            if (previous is not null)
                Count(counts, "p", previous + ' ' + word);
            string padded = '^' + word + '$';
            for (int i = 0; i + 3 <= padded.Length; i++)
                Count(counts, "c", padded.AsSpan(i, 3));
            previous = word;
        }

        float[] vector = new float[Dimension];
        foreach ((ulong hash, int times) in counts)
            vector[hash % (ulong)Dimension] += (hash >> 63 == 0 ? 1 : -1) * (1 + MathF.Log(times));
        float length = TensorPrimitives.Norm<float>(vector);
        if (length > 0)
            TensorPrimitives.Divide(vector, length, vector);
        return vector;
    }

    private static void Count(Dictionary<ulong, int> counts, string kind, ReadOnlySpan<char> term)
    {
        Span<byte> bytes = stackalloc byte[256];
        int length = Encoding.UTF8.GetBytes(kind, bytes);
        term = term[..Math.Min(term.Length, 80)];
        length += Encoding.UTF8.GetBytes(term, bytes[length..]);
        ulong hash = XxHash64.HashToUInt64(bytes[..length]);
        counts[hash] = counts.GetValueOrDefault(hash) + 1;
    }
}
