namespace AiScholar.Rl;

/// <summary>A figure.</summary>
[ElementContentKind("figure")]
public sealed record FigureContent : ElementContent
{
    /// <summary><c>raster</c>, <c>vector</c> or <c>mixed</c>.</summary>
    public string Rendering { get; init; } = "raster";

    /// <summary>Text inside it, in reading order.</summary>
    public string Text { get; init; } = "";

    /// <summary>Its parts, when it has several.</summary>
    public IReadOnlyList<FigurePanel> Panels { get; init; } = [];
}
