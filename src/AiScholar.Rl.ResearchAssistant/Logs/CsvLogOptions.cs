using System.ComponentModel.DataAnnotations;

namespace AiScholar.Rl.ResearchAssistant;

/// <summary>How a CSV log is read: which columns, by the names in the first line, hold what.</summary>
public sealed class CsvLogOptions : SessionLogOptions
{
    /// <summary>The column of the session's id.</summary>
    /// <value>The default is <c>session</c>.</value>
    [Required(ErrorMessage = "{0} must be given.")]
    public string SessionColumn { get; set; } = "session";

    /// <summary>The column of the activity's name.</summary>
    /// <value>The default is <c>activity</c>.</value>
    [Required(ErrorMessage = "{0} must be given.")]
    public string ActivityColumn { get; set; } = "activity";

    /// <summary>The column of the start; null for none.</summary>
    /// <value>The default is <c>start</c>; it may be absent from the log.</value>
    public string? StartColumn { get; set; } = "start";

    /// <summary>The column of the end; null for none.</summary>
    /// <value>The default is <c>end</c>; it may be absent from the log.</value>
    public string? EndColumn { get; set; } = "end";

    /// <summary>The column of who did it; null for none.</summary>
    /// <value>The default is <c>person</c>; it may be absent from the log.</value>
    public string? PersonColumn { get; set; } = "person";

    /// <summary>The column of the session's domain; null for none.</summary>
    /// <value>The default is <c>domain</c>; it may be absent from the log.</value>
    public string? DomainColumn { get; set; } = "domain";

    /// <summary>The column that says, as <c>true</c> or <c>false</c>, whether the session reached its aim; null for none.</summary>
    /// <value>The default is <c>succeeded</c>; it may be absent from the log.</value>
    public string? SucceededColumn { get; set; } = "succeeded";

    /// <summary>What parts columns.</summary>
    /// <value>The default is a comma.</value>
    public char Separator { get; set; } = ',';

    /// <summary>Whether the rows of a session stand together. If so sessions are streamed; if not, all are held until the log ends.</summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool IsGrouped { get; set; }
}
