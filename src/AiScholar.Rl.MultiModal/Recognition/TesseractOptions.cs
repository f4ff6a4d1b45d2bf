using System.ComponentModel.DataAnnotations;

namespace AiScholar.Rl.MultiModal;

/// <summary>How the Tesseract program is called.</summary>
public sealed class TesseractOptions
{
    /// <summary>The program: a path, or a name that is looked for on PATH.</summary>
    /// <value><c>tesseract</c>.</value>
    [Required]
    public string Path { get; set; } = "tesseract";

    /// <summary>The languages to read, as Tesseract names them, joined by plus signs; their data must be installed.</summary>
    /// <value><c>eng</c>.</value>
    [Required]
    [RegularExpression("^[A-Za-z0-9_]+([+][A-Za-z0-9_]+)*$")]
    public string Languages { get; set; } = "eng";

    /// <summary>The page segmentation mode, Tesseract's <c>--psm</c>: 3 finds columns and blocks by itself, 6 takes one block, 11 finds scattered words. From 1 to 13.</summary>
    /// <value>3.</value>
    [Range(1, 13)]
    public int PageSegmentationMode { get; set; } = 3;

    /// <summary>Words that Tesseract is less sure of are left out, 0 to 1.</summary>
    /// <value>0.3.</value>
    [Range(0.0, 1.0)]
    public double MinimumConfidence { get; set; } = 0.3;

    /// <summary>Longest time for one page. More than zero.</summary>
    /// <value>15 seconds, less than an extension may take by default.</value>
    [Range(typeof(TimeSpan), "00:00:00.001", "1.00:00:00")]
    public TimeSpan TimeLimit { get; set; } = TimeSpan.FromSeconds(15);
}
