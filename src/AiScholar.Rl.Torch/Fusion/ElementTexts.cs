namespace AiScholar.Rl.Torch;

/// <summary>The vectors of texts: made of hashed terms when they are asked for, or asked of an embedder beforehand.</summary>
internal sealed class ElementTexts
{
    public const string HashedSource = "hashed-terms-v1";

    private readonly Dictionary<string, TextVector>? _embedded;

    private ElementTexts(Dictionary<string, TextVector>? embedded) => _embedded = embedded;

    /// <summary>Vectors of hashed terms.</summary>
    public static ElementTexts Hashed { get; } = new(null);

    /// <summary>Asks an embedder for each different text that holds more than white space.</summary>
    /// <exception cref="AdvancedRlException">What it returns is not one vector of its width and of finite numbers for each text.</exception>
    public static async ValueTask<ElementTexts> EmbedAsync(ITextEmbedder embedder, IEnumerable<string> texts, CancellationToken cancellationToken)
    {
        string[] different = [.. texts.Where(text => !string.IsNullOrWhiteSpace(text)).Distinct(StringComparer.Ordinal)];
        var embedded = new Dictionary<string, TextVector>(StringComparer.Ordinal);
        if (different.Length == 0)
            return new ElementTexts(embedded);
        var vectors = await embedder.EmbedAsync(different, cancellationToken).ConfigureAwait(false);
        if (vectors.Count != different.Length || vectors.Any(vector => vector.Length != embedder.Dimension))
            throw new ExtensionException($"Embedder '{embedder.Name}' must return one vector of {embedder.Dimension} numbers for each text.");
        for (var i = 0; i < different.Length; i++)
        {
            FusionInputs.Check(vectors[i].Span, $"embedder '{embedder.Name}'", embedder.Dimension);
            embedded[different[i]] = TextVector.Create(vectors[i].Span, Words(different[i]));
        }

        return new ElementTexts(embedded);
    }

    public TextVector Of(string text, TermStatistics terms) =>
        _embedded is null ? terms.Vector(text) : _embedded.GetValueOrDefault(text, TextVector.Missing);

    private static int Words(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length;
}
