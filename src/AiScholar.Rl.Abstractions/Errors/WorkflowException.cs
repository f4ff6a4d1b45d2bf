namespace AiScholar.Rl;

/// <summary>A workflow or a set of sessions is unusable; the message names the tasks or sessions at fault.</summary>
public sealed class WorkflowException : AdvancedRlException
{
    /// <summary>Creates the exception.</summary>
    public WorkflowException()
    {
    }

    /// <summary>Creates the exception.</summary>
    public WorkflowException(string message)
        : base(AdvancedRlErrorCode.WorkflowInvalid, message)
    {
    }

    /// <summary>Creates the exception.</summary>
    public WorkflowException(string message, Exception? innerException)
        : base(AdvancedRlErrorCode.WorkflowInvalid, message, innerException)
    {
    }

    /// <summary>Creates the exception with its code and the ids of the tasks at fault.</summary>
    public WorkflowException(AdvancedRlErrorCode errorCode, string message, IReadOnlyList<string>? taskIds = null, Exception? innerException = null)
        : base(errorCode, message, innerException) => TaskIds = taskIds ?? [];

    /// <summary>Ids of the tasks at fault; empty when it is not about tasks.</summary>
    public IReadOnlyList<string> TaskIds { get; } = [];

    /// <summary>The smallest set of constraints that cannot hold together, a sentence each; empty when that is not the fault.</summary>
    public IReadOnlyList<string> ConflictingConstraints { get; init; } = [];
}
