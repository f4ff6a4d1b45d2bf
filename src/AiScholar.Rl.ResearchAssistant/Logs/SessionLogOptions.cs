using System.ComponentModel.DataAnnotations;

namespace AiScholar.Rl.ResearchAssistant;

/// <summary>How a log of sessions is read, and how much of it is taken.</summary>
public class SessionLogOptions
{
    /// <summary>The domain given to every session that names none.</summary>
    public string? Domain { get; set; }

    /// <summary>Most bytes, after decompression, 1,024 to 1,099,511,627,776: what stops a gzip bomb.</summary>
    /// <value>The default is 1,073,741,824.</value>
    [Range(1024, 1L << 40, ErrorMessage = "{0} must be from {1} to {2}.")]
    public long MaximumBytes { get; set; } = 1L << 30;

    /// <summary>Most sessions, 1 to 1,000,000,000.</summary>
    /// <value>The default is 1,000,000.</value>
    [Range(1, 1_000_000_000, ErrorMessage = "{0} must be from {1} to {2}.")]
    public int MaximumSessions { get; set; } = 1_000_000;

    /// <summary>Most activities of a session, 1 to 10,000,000.</summary>
    /// <value>The default is 100,000.</value>
    [Range(1, 10_000_000, ErrorMessage = "{0} must be from {1} to {2}.")]
    public int MaximumActivities { get; set; } = 100_000;

    /// <summary>Most attributes of a session, and most of an activity, 1 to 100,000.</summary>
    /// <value>The default is 1,000.</value>
    [Range(1, 100_000, ErrorMessage = "{0} must be from {1} to {2}.")]
    public int MaximumAttributes { get; set; } = 1000;

    /// <summary>Longest name or value in characters, 1 to 10,000,000.</summary>
    /// <value>The default is 10,000.</value>
    [Range(1, 10_000_000, ErrorMessage = "{0} must be from {1} to {2}.")]
    public int MaximumTextLength { get; set; } = 10_000;

    internal void Validate() => Validator.ValidateObject(this, new ValidationContext(this), validateAllProperties: true);
}
