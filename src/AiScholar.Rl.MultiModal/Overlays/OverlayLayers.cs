namespace AiScholar.Rl.MultiModal;

/// <summary>The steps of reading a page that an overlay shows.</summary>
[Flags]
public enum OverlayLayers
{
    /// <summary>The page alone.</summary>
    None = 0,

    /// <summary>A box around each word.</summary>
    Words = 1,

    /// <summary>The order of reading: a line through the words of each line, and from each line to the next.</summary>
    ReadingOrder = 2,

    /// <summary>A box around each element, with its type, label and confidence.</summary>
    Elements = 4,

    /// <summary>What is inside elements: cells, nodes and edges, panels.</summary>
    Structure = 8,

    /// <summary>Lines from captions and references to what they speak of.</summary>
    Relationships = 16,

    /// <summary>Elements, structure and relationships.</summary>
    Results = Elements | Structure | Relationships,

    /// <summary>All steps.</summary>
    All = Words | ReadingOrder | Results,
}
