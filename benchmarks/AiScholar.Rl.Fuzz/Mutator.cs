namespace AiScholar.Rl.Fuzz;

/// <summary>Makes input number I of a seed.</summary>
internal sealed class Mutator(IReadOnlyList<FuzzInput> corpus, int seed)
{
    public FuzzInput Create(int number)
    {
        var random = new Random(unchecked((seed * 1_000_003) + number));
        FuzzInput start = corpus[random.Next(corpus.Count)];
        byte[] content = start.Content;
        bool isPdf = content.AsSpan().StartsWith("%PDF"u8);
        int rounds = 1 + random.Next(4);
        for (int round = 0; round < rounds; round++)
        {
            content = isPdf && random.Next(4) > 0
                ? PdfMutations.Apply(content, random)
                : ByteMutations.Apply(content, corpus[random.Next(corpus.Count)].Content, random);
        }

        return new FuzzInput(start.Name, content);
    }
}
