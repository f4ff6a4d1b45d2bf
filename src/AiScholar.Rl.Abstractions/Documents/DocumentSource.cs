namespace AiScholar.Rl;

/// <summary>A document to read: its bytes and, if known, its name and media type. The bytes are hostile until read.</summary>
public sealed record DocumentSource
{
    /// <summary>The whole file.</summary>
    public required ReadOnlyMemory<byte> Content { get; init; }

    /// <summary>A name for the host's own use, such as the file name; never logged.</summary>
    public string? Name { get; init; }

    /// <summary>The media type, such as <c>application/pdf</c>, when the host knows it; readers look at the bytes all the same.</summary>
    public string? MediaType { get; init; }

    /// <summary>A source over bytes in memory.</summary>
    public static DocumentSource FromBytes(ReadOnlyMemory<byte> content, string? name = null, string? mediaType = null) =>
        new() { Content = content, Name = name, MediaType = mediaType };

    /// <summary>Reads a file.</summary>
    /// <exception cref="IOException">The file does not exist or cannot be read.</exception>
    public static async ValueTask<DocumentSource> FromFileAsync(string path, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return new DocumentSource
        {
            Content = await File.ReadAllBytesAsync(path, cancellationToken).ConfigureAwait(false),
            Name = Path.GetFileName(path),
        };
    }
}
