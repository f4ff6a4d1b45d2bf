using System.ComponentModel.DataAnnotations;

namespace AiScholar.Rl.MultiModal;

/// <summary>What reading a chart from pixels may cost.</summary>
public sealed class ChartOptions
{
    /// <summary>Most pixels of a picture that is read as a chart; a larger one is left a figure. At least 1,024.</summary>
    /// <value>16 million.</value>
    [Range(1_024, 200_000_000, ErrorMessage = "ChartOptions.MaxPixels must be from 1024 to 200000000.")]
    public int MaxPixels { get; set; } = 16_000_000;

    /// <summary>Most markers of a chart; a picture with more is left a figure. At least 1.</summary>
    /// <value>5,000.</value>
    [Range(1, 1_000_000, ErrorMessage = "ChartOptions.MaxMarkers must be from 1 to 1000000.")]
    public int MaxMarkers { get; set; } = 5_000;

    /// <summary>Longest time for one chart; a picture that takes longer is left a figure. More than zero.</summary>
    /// <value>20 seconds, less than an extension may take by default.</value>
    [Range(typeof(TimeSpan), "00:00:00.001", "1.00:00:00", ErrorMessage = "ChartOptions.Timeout must be from 1 ms to 1 day.")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(20);
}
