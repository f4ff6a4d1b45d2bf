using Microsoft.Extensions.AI;

namespace AiScholar.Rl.MultiModal;

/// <summary>An embedder over a host's <see cref="IEmbeddingGenerator{TInput, TEmbedding}"/>; documents' text goes wherever that sends it.</summary>
internal sealed class GeneratedTextEmbedder(IEmbeddingGenerator<string, Embedding<float>> generator, int dimension) : ITextEmbedder
{
    public string Name { get; } = (generator.GetService(typeof(EmbeddingGeneratorMetadata)) as EmbeddingGeneratorMetadata)?.DefaultModelId ?? generator.GetType().Name;

    public int Dimension => dimension;

    public async ValueTask<IReadOnlyList<ReadOnlyMemory<float>>> EmbedAsync(IReadOnlyList<string> texts, CancellationToken cancellationToken = default)
    {
        GeneratedEmbeddings<Embedding<float>> embeddings = await generator.GenerateAsync(texts, cancellationToken: cancellationToken).ConfigureAwait(false);
        return [.. embeddings.Select(embedding => embedding.Vector)];
    }
}
