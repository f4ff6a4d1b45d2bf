namespace AiScholar.Rl;

/// <summary>What to look for in a document; the default is everything on every page.</summary>
public sealed record DocumentAnalysisRequest
{
    /// <summary>The first page to read, from 1.</summary>
    public int FirstPage { get; init; } = 1;

    /// <summary>The last page to read, or null for the last there is.</summary>
    public int? LastPage { get; init; }

    /// <summary>Only elements of these types; null for all.</summary>
    public IReadOnlyCollection<VisualElementType>? ElementTypes { get; init; }

    /// <summary>Regions the host knows already: they are processed as given and detection is left out. Null to detect.</summary>
    public IReadOnlyList<KnownRegion>? Regions { get; init; }

    /// <summary>The integrator to fuse with, by its registered name; null for the one of highest priority.</summary>
    public string? Integrator { get; init; }

    /// <summary>Told of each finished page.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public IProgress<DocumentProgress>? Progress { get; init; }
}
