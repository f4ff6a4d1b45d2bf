using System.ComponentModel.DataAnnotations;

namespace AiScholar.Rl.MultiModal;

/// <summary>What reading a diagram may cost.</summary>
public sealed class DiagramOptions
{
    /// <summary>Most pixels of a picture that is read as a diagram; a larger one is left a figure. At least 1,024.</summary>
    /// <value>16 million.</value>
    [Range(1_024, 200_000_000, ErrorMessage = "DiagramOptions.MaxPixels must be from 1024 to 200000000.")]
    public int MaxPixels { get; set; } = 16_000_000;

    /// <summary>Most shapes of a diagram; a picture with more is left a figure. At least 1.</summary>
    /// <value>2,000.</value>
    [Range(1, 20_000, ErrorMessage = "DiagramOptions.MaxNodes must be from 1 to 20000.")]
    public int MaxNodes { get; set; } = 2_000;

    /// <summary>Most strokes between the shapes, dashes included; a picture with more is left a figure. At least 1.</summary>
    /// <value>20,000.</value>
    [Range(1, 1_000_000, ErrorMessage = "DiagramOptions.MaxStrokes must be from 1 to 1000000.")]
    public int MaxStrokes { get; set; } = 20_000;

    /// <summary>Longest time for one diagram; a picture that takes longer is left a figure. More than zero.</summary>
    /// <value>10 seconds.</value>
    [Range(typeof(TimeSpan), "00:00:00.001", "1.00:00:00", ErrorMessage = "DiagramOptions.Timeout must be from 1 ms to 1 day.")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);
}
