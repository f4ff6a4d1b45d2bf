namespace AiScholar.Rl.MultiModal;

/// <summary>A shape found in a picture.</summary>
internal sealed class FoundNode(PixelBox box, string shape)
{
    /// <summary>Its box, half of its outline included.</summary>
    public PixelBox Box { get; set; } = box;

    public string Shape { get; set; } = shape;

    /// <summary>The outline of its inside; null when only its four sides are known.</summary>
    public ShapeProfile? Profile { get; init; }

    /// <summary>The colour of its inside, packed.</summary>
    public int Color { get; init; }

    /// <summary>Whether it holds other nodes.</summary>
    public bool IsContainer { get; set; }

    /// <summary>Whether lines of the drawing run in it, though no shape lies there.</summary>
    public bool HoldsLines { get; set; }

    public FoundNode? Parent { get; set; }

    /// <summary>Whether its outline is a plain geometric shape.</summary>
    public bool IsPlain { get; init; }

    public int Index { get; set; }
}
