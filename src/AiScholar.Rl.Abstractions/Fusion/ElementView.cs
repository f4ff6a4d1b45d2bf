namespace AiScholar.Rl;

/// <summary>
/// What can be known of one captioned element of a document, each source apart: its caption, the paragraphs that speak of it, the words in it and its picture. Labels and
/// numbers are masked in all of them, so that what is learnt from them is what they are about. A class and no record: pixels are not for JSON.
/// </summary>
public sealed class ElementView
{
    /// <summary>The element's id within its document; of the first one when several share the caption.</summary>
    public string ElementId { get; init; } = "";

    /// <summary>What it is.</summary>
    public VisualElementType ElementType { get; init; }

    /// <summary>The page it stands on, from 1; 0 when unknown.</summary>
    public int PageNumber { get; init; }

    /// <summary>The label that was masked, such as <c>Fig. 3</c>, for showing; no model reads it.</summary>
    public string? Label { get; init; }

    /// <summary>The caption without label and number; empty when there is none.</summary>
    public string Caption { get; init; } = "";

    /// <summary>The paragraphs that refer to it, captions left out; empty when there is none.</summary>
    public string Text { get; init; } = "";

    /// <summary>The words inside it, such as the titles of axes; empty when there is none.</summary>
    public string InnerText { get; init; } = "";

    /// <summary>Its picture, captions painted over; null when it could not be drawn.</summary>
    public RasterImage? Crop { get; init; }

    /// <summary>Its layout descriptor, numbers from 0 to 1, as in <see cref="VisualFeatures.ElementFeatures"/>; empty when unknown.</summary>
    public ReadOnlyMemory<float> Layout { get; init; }
}
