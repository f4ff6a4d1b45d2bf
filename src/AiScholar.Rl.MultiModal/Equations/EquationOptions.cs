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
}
