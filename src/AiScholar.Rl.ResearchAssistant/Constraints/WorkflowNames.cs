namespace AiScholar.Rl.ResearchAssistant;

/// <summary>Numbers of what a workflow names; every name is known to be there.</summary>
internal sealed class WorkflowNames
{
    private readonly Dictionary<string, int> _tasks = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _resources = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _people = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _families = new(StringComparer.Ordinal);

    public WorkflowNames(ResearchWorkflow workflow)
    {
        foreach (WorkflowTask task in workflow.TaskSequence)
        {
            _tasks.Add(task.Id, _tasks.Count);
            AddFamily(task.SetupFamily);
        }

        foreach (ResearchResource resource in workflow.Resources)
        {
            _resources.Add(resource.Id, _resources.Count);
            foreach (SetupTime setup in resource.SetupTimes)
            {
                AddFamily(setup.FromFamily);
                AddFamily(setup.ToFamily);
            }
        }

        foreach (ResearchPerson person in workflow.People)
            _people.Add(person.Id, _people.Count);
    }

    /// <summary>Number of set-up families.</summary>
    public int FamilyCount => _families.Count;

    /// <summary>The index of a task.</summary>
    public int Task(string id) => _tasks[id];

    /// <summary>The index of a resource.</summary>
    public int Resource(string id) => _resources[id];

    /// <summary>The index of a person.</summary>
    public int Person(string id) => _people[id];

    /// <summary>The number of a set-up family.</summary>
    public int Family(string name) => _families[name];

    private void AddFamily(string? name)
    {
        if (name is not null)
            _families.TryAdd(name, _families.Count);
    }
}
