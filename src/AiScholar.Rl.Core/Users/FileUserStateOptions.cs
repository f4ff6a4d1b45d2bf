using System.ComponentModel.DataAnnotations;

namespace AiScholar.Rl.Core;

/// <summary>Options of the user states in files, below <c>UserStates:File</c>.</summary>
public sealed class FileUserStateOptions
{
    /// <summary>The folder; it belongs to one process at a time and to this store alone.</summary>
    /// <value>The default is none: it must be set.</value>
    [Required(ErrorMessage = "{0} must name a folder.")]
    public string? Path { get; set; }

    /// <summary>How large a file grows before the next is begun, in bytes, 65,536 to 1,099,511,627,775.</summary>
    /// <value>The default is 134217728 (128 MiB).</value>
    [Range(65_536L, (1L << 40) - 1, ErrorMessage = "{0} must be from {1} to {2}.")]
    public long MaxSegmentBytes { get; set; } = 128L << 20;

    /// <summary>The share of superseded bytes from which files are rewritten without them, above 0 to 0.95.</summary>
    /// <value>The default is 0.5.</value>
    [Range(0.05, 0.95, ErrorMessage = "{0} must be from {1} to {2}.")]
    public double MaxDeadShare { get; set; } = 0.5;

    /// <summary>Whether each save waits until the disk has it. Without, a crash of the process loses nothing, one of the machine the latest seconds.</summary>
    /// <value>The default is false.</value>
    public bool FlushToDisk { get; set; }
}
