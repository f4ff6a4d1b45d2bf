using System.Numerics.Tensors;

namespace AiScholar.Rl.MultiModal;

/// <summary>Cuts a document's text into passages and embeds them; the document's vector is their mean by length, scaled to length 1.</summary>
internal sealed class TextFeatureExtractor(ITextEmbedder embedder)
{
    private const int ChunkLength = 1200;
    private const int KeywordCount = 12;

    public async ValueTask<TextFeatures> ExtractAsync(IReadOnlyList<PageText> pages, List<ResultIssue> issues, CancellationToken cancellationToken)
    {
        List<TextChunk> chunks = Cut(pages);
        int words = pages.Sum(page => page.WordCount);
        IReadOnlyList<string> keywords = TextTerms.Keywords(string.Join('\n', pages.Select(page => page.Text)), KeywordCount);
        if (chunks.Count == 0)
            return new TextFeatures { Embedding = default, Embedder = embedder.Name, WordCount = words };
        try
        {
            IReadOnlyList<ReadOnlyMemory<float>> vectors = await embedder.EmbedAsync([.. chunks.Select(chunk => chunk.Text)], cancellationToken).ConfigureAwait(false);
            Check(vectors, chunks.Count);
            for (int i = 0; i < chunks.Count; i++)
                chunks[i] = chunks[i] with { Embedding = vectors[i] };
            return new TextFeatures { Embedding = Mean(chunks), Chunks = chunks, Embedder = embedder.Name, Keywords = keywords, WordCount = words };
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            issues.Add(new ResultIssue { Code = AdvancedRlErrorCode.ExtensionFailed, Severity = IssueSeverity.Error, Source = embedder.Name, Message = $"The text embedder failed with {exception.GetType().Name}; the text has no vectors." });
            return new TextFeatures { Embedding = default, Chunks = chunks, Embedder = embedder.Name, Keywords = keywords, WordCount = words };
        }
    }

    /// <summary>Passages of whole lines, none over a page's end.</summary>
    private static List<TextChunk> Cut(IReadOnlyList<PageText> pages)
    {
        var chunks = new List<TextChunk>();
        int offset = 0;
        foreach (PageText page in pages)
        {
            int start = 0;
            while (start < page.Text.Length)
            {
                int end = Math.Min(page.Text.Length, start + ChunkLength);
                if (end < page.Text.Length && page.Text.LastIndexOf('\n', end - 1, end - start - 1) is var line && line > start)
                    end = line;
                string text = page.Text[start..end].Trim();
                if (text.Length > 0)
                    chunks.Add(new TextChunk { Text = text, PageNumber = page.PageNumber, Offset = offset + start });
                start = end;
                while (start < page.Text.Length && char.IsWhiteSpace(page.Text[start]))
                    start++;
            }

            offset += page.Text.Length + 1;
        }

        return chunks;
    }

    private void Check(IReadOnlyList<ReadOnlyMemory<float>> vectors, int count)
    {
        if (vectors.Count != count || vectors.Any(vector => vector.Length != embedder.Dimension || !AllFinite(vector.Span)))
            throw new ExtensionException($"Embedder '{embedder.Name}' must return one vector of {embedder.Dimension} finite numbers for each text.");
    }

    private static bool AllFinite(ReadOnlySpan<float> values)
    {
        foreach (float value in values)
        {
            if (!float.IsFinite(value))
                return false;
        }

        return true;
    }

    private float[] Mean(List<TextChunk> chunks)
    {
        float[] mean = new float[embedder.Dimension];
        foreach (TextChunk chunk in chunks)
            TensorPrimitives.MultiplyAdd(chunk.Embedding.Span, chunk.Text.Length, mean, mean);
        float length = TensorPrimitives.Norm<float>(mean);
        if (length > 0)
            TensorPrimitives.Divide(mean, length, mean);
        return mean;
    }
}
