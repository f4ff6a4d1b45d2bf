namespace AiScholar.Rl.ResearchAssistant;

/// <summary>Collects what is wrong with a workflow, so that one exception tells all of it.</summary>
internal sealed class WorkflowFaults
{
    private const int MaxNamed = 10;
    private readonly List<string> _messages = [];
    private readonly List<string> _taskIds = [];
    private readonly Dictionary<string, (int Index, int Count)> _kinds = [];

    /// <summary>Whether nothing is wrong so far.</summary>
    public bool IsEmpty => _messages.Count == 0;

    /// <summary>Records a fault of a task; of each kind the first few are told.</summary>
    public void Add(string kind, string taskId, string message)
    {
        Add(kind, message);
        if (!_taskIds.Contains(taskId) && _taskIds.Count < MaxNamed)
            _taskIds.Add(taskId);
    }

    /// <summary>Records a fault of the workflow itself.</summary>
    public void Add(string kind, string message)
    {
        (int index, int count) = _kinds.GetValueOrDefault(kind, (_messages.Count, 0));
        _kinds[kind] = (index, count + 1);
        if (count < MaxNamed)
            _messages.Add(message);
        else if (count == MaxNamed)
            _messages.Add($"More of the same kind ({kind}) follow.");
    }

    /// <summary>Throws when something is wrong.</summary>
    /// <exception cref="WorkflowException">The message tells every fault and names the tasks.</exception>
    public void ThrowIfAny(string workflowId)
    {
        if (!IsEmpty)
            throw new WorkflowException(AdvancedRlErrorCode.WorkflowInvalid, $"Workflow '{workflowId}' cannot be scheduled: {string.Join(' ', _messages)}", _taskIds);
    }
}
