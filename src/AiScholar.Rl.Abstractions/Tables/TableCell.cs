namespace AiScholar.Rl;

/// <summary>A cell of a table.</summary>
public sealed record TableCell
{
    /// <summary>First row, from 0.</summary>
    public required int Row { get; init; }

    /// <summary>First column, from 0.</summary>
    public required int Column { get; init; }

    /// <summary>How many rows it spans, at least 1.</summary>
    public int RowSpan { get; init; } = 1;

    /// <summary>How many columns it spans, at least 1.</summary>
    public int ColumnSpan { get; init; } = 1;

    /// <summary>Its text, lines joined by a space; empty for an empty cell.</summary>
    public required string Text { get; init; }

    /// <summary>Where it stands.</summary>
    public BoundingBox BoundingBox { get; init; }

    /// <summary>Whether it is a column or row head.</summary>
    public bool IsHeader { get; init; }
}
