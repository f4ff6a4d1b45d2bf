using System.ComponentModel.DataAnnotations;

namespace AiScholar.Rl.MultiModal;

/// <summary>What the built-in detector does about formulas.</summary>
public sealed class EquationOptions
{
    /// <summary>Whether formulas within lines of text become elements too, with <see cref="EquationContent.IsDisplay"/> false. A paper may have thousands.</summary>
    /// <value><see langword="false"/>.</value>
    public bool IncludeInline { get; set; }

    /// <summary>Most formulas of a page that become elements; the ones further down are left out. From 1 to 10,000.</summary>
    /// <value>400.</value>
    [Range(1, 10_000, ErrorMessage = "EquationOptions.MaxPerPage must be from 1 to 10000.")]
    public int MaxPerPage { get; set; } = 400;

    /// <summary>Resolution at which a formula is drawn for an <see cref="IFormulaRecognizer"/>; pages that are pictures themselves are read at their own. From 36 to 1,200.</summary>
    /// <value>200.</value>
    [Range(36.0, 1_200.0, ErrorMessage = "EquationOptions.DotsPerInch must be from 36 to 1200.")]
    public double DotsPerInch { get; set; } = 200;

    /// <summary>Most formulas of a page that an <see cref="IFormulaRecognizer"/> reads, displayed ones first; the others keep no LaTeX. From 1 to 10,000.</summary>
    /// <value>100.</value>
    [Range(1, 10_000, ErrorMessage = "EquationOptions.MaxRecognizedPerPage must be from 1 to 10000.")]
    public int MaxRecognizedPerPage { get; set; } = 100;

    /// <summary>Longest time for drawing and recognizing all formulas of a page; the ones not read by then keep no LaTeX. A single formula has the time-out of the recognizer's own options. More than zero.</summary>
    /// <value>1 minute.</value>
    [Range(typeof(TimeSpan), "00:00:00.001", "1.00:00:00", ErrorMessage = "EquationOptions.RecognitionTimeout must be from 1 ms to 1 day.")]
    public TimeSpan RecognitionTimeout { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Longest LaTeX in characters that an <see cref="IFormulaRecognizer"/> may answer; a longer answer is a fault. From 1 to 1,000,000.</summary>
    /// <value>10,000.</value>
    [Range(1, 1_000_000, ErrorMessage = "EquationOptions.MaxLatexLength must be from 1 to 1000000.")]
    public int MaxLatexLength { get; set; } = 10_000;
}
