using System.ComponentModel.DataAnnotations;

namespace AiScholar.Rl.MultiModal;

/// <summary>How Poppler's <c>pdftoppm</c> is called.</summary>
public sealed class PopplerOptions
{
    /// <summary>The program: a path, or a name that is looked for on PATH.</summary>
    /// <value><c>pdftoppm</c>.</value>
    [Required]
    public string Path { get; set; } = "pdftoppm";
}
