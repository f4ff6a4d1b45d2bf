namespace AiScholar.Rl;

/// <summary>A label of a chart as read.</summary>
public sealed record ChartLabel
{
    /// <summary>What it says; a minus sign is a hyphen, raised digits are Unicode superscripts. Empty when there is nothing to read.</summary>
    public required string Text { get; init; }

    /// <summary>Its number, or null when it is none; of a percentage the figure before the sign.</summary>
    public double? Value { get; init; }

    /// <summary>How sure the reading is, 0 to 1.</summary>
    public double Confidence { get; init; }

    /// <summary>Direction of the text in degrees, clockwise; 0 for upright text.</summary>
    public double Rotation { get; init; }
}
