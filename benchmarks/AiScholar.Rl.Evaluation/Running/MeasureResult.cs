namespace AiScholar.Rl.Evaluation.Running;

/// <summary>What a measure found: a readable table and the figures of the last line.</summary>
public sealed class MeasureResult
{
    /// <summary>Column heads of the table.</summary>
    public required IReadOnlyList<string> Columns { get; init; }

    /// <summary>Rows of the table, one cell a column.</summary>
    public required IReadOnlyList<IReadOnlyList<string>> Rows { get; init; }

    /// <summary>Figures by snake_case name, written in this order.</summary>
    public required IReadOnlyList<KeyValuePair<string, double>> Figures { get; init; }
}
