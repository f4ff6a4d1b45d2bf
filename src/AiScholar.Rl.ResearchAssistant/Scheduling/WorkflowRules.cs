namespace AiScholar.Rl.ResearchAssistant;

/// <summary>Checks what only rich workflows have: modes, people, calendars, consumables, set-ups, options, progress.</summary>
internal sealed class WorkflowRules
{
    private readonly ResearchWorkflow _workflow;
    private readonly WorkflowFaults _faults = new();
    private readonly Dictionary<string, WorkflowTask> _tasks;
    private readonly HashSet<string> _resources;
    private readonly HashSet<string> _calendars = new(StringComparer.Ordinal);
    private readonly HashSet<string> _people = new(StringComparer.Ordinal);

    private WorkflowRules(ResearchWorkflow workflow)
    {
        _workflow = workflow;
        _tasks = workflow.TaskSequence.ToDictionary(task => task.Id, StringComparer.Ordinal);
        _resources = [.. workflow.Resources.Select(resource => resource.Id)];
    }

    /// <summary>Checks a workflow that has passed <see cref="WorkflowCompiler.Check"/>.</summary>
    /// <exception cref="WorkflowException">It cannot be scheduled; the message tells every fault and names the tasks.</exception>
    public static void Check(ResearchWorkflow workflow, WorkflowLimits limits)
    {
        var rules = new WorkflowRules(workflow);
        rules.CheckLists();
        rules.CheckLimits(limits);
        new WorkflowCalendarRules(workflow, rules._faults, rules._calendars).Check();
        foreach (ResearchPerson person in workflow.People)
            rules.CheckPerson(person);
        foreach (ResearchResource resource in workflow.Resources)
            rules.CheckResource(resource);
        foreach (WorkflowTask task in workflow.TaskSequence)
            rules.CheckTask(task);
        rules._faults.ThrowIfAny(workflow.Id);
        foreach (WorkflowTask task in workflow.TaskSequence)
            rules.CheckChoice(task);
        rules._faults.ThrowIfAny(workflow.Id);
        new WorkflowProgressRules(workflow, rules._faults, rules._tasks, rules._people).Check();
        rules._faults.ThrowIfAny(workflow.Id);
    }

    private void CheckLists()
    {
        if (HasNull(_workflow.People) || HasNull(_workflow.Calendars) || _workflow.People!.Any(person => HasNull(person.Skills)) || _workflow.Calendars!.Any(calendar =>
            HasNull(calendar.Weekly) || HasNull(calendar.Exceptions) || calendar.Exceptions.Any(exception => HasNull(exception.Hours))))
            _faults.Add("missing item", "A list of people, skills, calendars or hours is missing or holds a null.");
        if (_workflow.Resources.Any(resource => HasNull(resource.Replenishments) || HasNull(resource.SetupTimes)))
            _faults.Add("missing item", "A list of replenishments or set-up times is missing or holds a null.");
        if (_workflow.Progress is { } progress && (HasNull(progress.Tasks) || progress.Tasks.Any(task => task.PersonIds is null)))
            _faults.Add("missing item", "The progress has no list of tasks or people, or a null in one.");
        foreach (WorkflowTask task in _workflow.TaskSequence)
        {
            if (HasNull(task.Skills) || task.Skills.Any(skill => HasNull(skill.PersonIds)) || HasNull(task.Modes)
                || task.Modes.Any(mode => HasNull(mode.Demands) || HasNull(mode.Skills) || mode.Skills.Any(skill => HasNull(skill.PersonIds))))
                _faults.Add("missing item", task.Id, $"Task '{task.Id}' has no list of modes, demands or skills, or a null in one.");
        }

        _faults.ThrowIfAny(_workflow.Id);

        static bool HasNull<T>(IReadOnlyList<T>? list)
            where T : class => list is null || list.Any(item => item is null);
    }

    private void CheckLimits(WorkflowLimits limits)
    {
        Limit("people", _workflow.People.Count, nameof(limits.MaxPeople), limits.MaxPeople);
        Limit("modes", _workflow.TaskSequence.Sum(task => (long)task.Modes.Count), nameof(limits.MaxModes), limits.MaxModes);
        Limit("calendars", _workflow.Calendars.Count, nameof(limits.MaxCalendars), limits.MaxCalendars);
        Limit("hours and exceptions", _workflow.Calendars.Sum(calendar => (long)calendar.Weekly.Count + calendar.Exceptions.Sum(exception => 1L + exception.Hours.Count)), nameof(limits.MaxDetails), limits.MaxDetails);
        Limit("set-up times and deliveries", _workflow.Resources.Sum(resource => (long)resource.SetupTimes.Count + resource.Replenishments.Count), nameof(limits.MaxDetails), limits.MaxDetails);
        Limit("skills", _workflow.People.Sum(person => (long)person.Skills.Count) + _workflow.TaskSequence.Sum(task => task.Skills.Count + task.Modes.Sum(mode => (long)mode.Skills.Count)), nameof(limits.MaxDetails), limits.MaxDetails);
        Limit("demands of modes", _workflow.TaskSequence.Sum(task => task.Modes.Sum(mode => (long)mode.Demands.Count)), nameof(limits.MaxLinks), limits.MaxLinks);
        decimal hours = _workflow.TaskSequence.Sum(task => (decimal)task.Modes.Select(mode => mode.Duration).Append(task.Duration).Max().TotalHours
            + task.Dependencies.Sum(tie => (decimal)tie.Lag.TotalHours)) + _workflow.TaskSequence.Select(task => (decimal)(task.ReleaseTime ?? TimeSpan.Zero).TotalHours).DefaultIfEmpty().Max();
        if (hours > 20_000_000)
            _faults.Add("limit", "Its times add up to more than 20,000,000 hours.");
        _faults.ThrowIfAny(_workflow.Id);

        void Limit(string what, long count, string name, int limit)
        {
            if (count > limit)
                _faults.Add("limit", $"It has {count} {what}; the limit {name} is {limit}.");
        }
    }

    private void CheckPerson(ResearchPerson person)
    {
        if (string.IsNullOrWhiteSpace(person.Id))
            _faults.Add("empty id", $"The person at position {_people.Count + 1} has an empty id.");
        else if (!_people.Add(person.Id))
            _faults.Add("duplicate id", $"Two people have the id '{person.Id}'.");
        CheckCalendarId(person.CalendarId, $"Person '{person.Id}'");
        if (!(person.CostPerHour >= 0 && double.IsFinite(person.CostPerHour)))
            _faults.Add("cost", $"Person '{person.Id}' costs {person.CostPerHour} an hour; it must be a number of at least 0.");
    }

    private void CheckResource(ResearchResource resource)
    {
        bool isConsumable = resource.Kind == ResourceKind.Consumable;
        if (resource.Kind is not (ResourceKind.Renewable or ResourceKind.Consumable))
            _faults.Add("kind", $"Resource '{resource.Id}' is of the unknown kind {resource.Kind}.");
        if (isConsumable && (resource.CalendarId is not null || resource.SetupTimes.Count > 0))
            _faults.Add("consumable", $"Resource '{resource.Id}' is consumable; calendars and set-up times are for renewable ones.");
        if (!isConsumable && resource.Replenishments.Count > 0)
            _faults.Add("renewable", $"Resource '{resource.Id}' is renewable; replenishments are for consumable ones.");
        if (resource.Replenishments.Any(delivery => delivery.At < TimeSpan.Zero || delivery.Amount < 0))
            _faults.Add("replenishment", $"Resource '{resource.Id}' has a replenishment of a negative time or amount.");
        if (resource.SetupTimes.Count > 0 && resource.Capacity != 1)
            _faults.Add("set-up", $"Resource '{resource.Id}' has set-up times and the capacity {resource.Capacity}; it must be 1.");
        if (resource.SetupTimes.Any(setup => setup.Duration < TimeSpan.Zero || setup.ToFamily is null))
            _faults.Add("set-up", $"Resource '{resource.Id}' has a set-up time that is negative or leads to no family.");
        if (!(resource.CostPerHour >= 0 && resource.CostPerUnit >= 0 && double.IsFinite(resource.CostPerHour + resource.CostPerUnit)))
            _faults.Add("cost", $"Resource '{resource.Id}' has a cost that is no number of at least 0.");
        CheckCalendarId(resource.CalendarId, $"Resource '{resource.Id}'");
    }

    private void CheckTask(WorkflowTask task)
    {
        CheckCalendarId(task.CalendarId, $"Task '{task.Id}'", task.Id);
        CheckTime(task, "hard deadline", task.HardDeadline);
        CheckTime(task, "due time", task.DueTime);
        if (_workflow.HardDeadline < TimeSpan.Zero)
            _faults.Add("deadline", $"Its hard deadline is {_workflow.HardDeadline}; it must not be negative.");
        if (task.Breaks is < BreakBehavior.Split or > BreakBehavior.RunThrough)
            _faults.Add("breaks", task.Id, $"Task '{task.Id}' has the unknown break behaviour {task.Breaks}.");
        if (!double.IsFinite(task.Cost) || !(task.Value >= 0 && double.IsFinite(task.Value)))
            _faults.Add("cost", task.Id, $"Task '{task.Id}' has a cost that is no number, or a value that is no number of at least 0.");
        foreach (TaskDependency tie in task.Dependencies)
        {
            if (tie.MaximumLag < tie.Lag)
                _faults.Add("lag", task.Id, $"Task '{task.Id}' has the maximum lag {tie.MaximumLag} after '{tie.TaskId}', below its lag {tie.Lag}.");
            if (tie.Type is < DependencyType.FinishToStart or > DependencyType.StartToFinish)
                _faults.Add("dependency", task.Id, $"Task '{task.Id}' has a dependency of the unknown type {tie.Type}.");
        }

        CheckSkills(task, task.Skills);
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (TaskMode mode in task.Modes)
            CheckMode(task, mode, ids);
    }

    private void CheckMode(WorkflowTask task, TaskMode mode, HashSet<string> ids)
    {
        if (string.IsNullOrWhiteSpace(mode.Id) || !ids.Add(mode.Id))
            _faults.Add("mode", task.Id, $"Task '{task.Id}' has two modes of the id '{mode.Id}', or one with an empty id.");
        if (mode.Duration < TimeSpan.Zero)
            _faults.Add("duration", task.Id, $"Task '{task.Id}' has the duration {mode.Duration} in mode '{mode.Id}'; it must not be negative.");
        if (!double.IsFinite(mode.Cost))
            _faults.Add("cost", task.Id, $"Task '{task.Id}' has a cost that is no number in mode '{mode.Id}'.");
        if (mode.DurationDistribution?.FindFault() is { } fault)
            _faults.Add("distribution", task.Id, $"Task '{task.Id}' has an unusable duration distribution in mode '{mode.Id}'. {fault}");
        foreach (ResourceDemand demand in mode.Demands)
        {
            if (demand.ResourceId is null || !_resources.Contains(demand.ResourceId))
                _faults.Add("unknown resource", task.Id, $"Task '{task.Id}' needs '{demand.ResourceId}' in mode '{mode.Id}', which is no resource of the workflow.");
            else if (demand.Amount < 0)
                _faults.Add("demand", task.Id, $"Task '{task.Id}' needs {demand.Amount} of '{demand.ResourceId}' in mode '{mode.Id}'; it must be at least 0.");
        }

        CheckSkills(task, mode.Skills);
    }

    private void CheckSkills(WorkflowTask task, IReadOnlyList<SkillDemand> skills)
    {
        foreach (SkillDemand skill in skills)
        {
            if (skill.Skill is null || skill.People < 0 || skill.People > _workflow.People.Count)
                _faults.Add("skill", task.Id, $"Task '{task.Id}' needs {skill.People} people with the skill '{skill.Skill}'; the workflow has {_workflow.People.Count} people.");
            foreach (string id in skill.PersonIds.Where(id => !_people.Contains(id)))
                _faults.Add("unknown person", task.Id, $"Task '{task.Id}' asks for '{id}', who is no person of the workflow.");
        }
    }

    private void CheckChoice(WorkflowTask task)
    {
        if (task.WithTaskId is not { } with)
            return;
        if (!_tasks.ContainsKey(with))
            _faults.Add("unknown task", task.Id, $"Task '{task.Id}' is done with '{with}', which is no task of the workflow.");
        if (task.IsOptional || task.AlternativeGroup is not null)
            _faults.Add("option", task.Id, $"Task '{task.Id}' is done with '{with}' and so cannot be optional or an alternative itself.");
        var seen = new HashSet<string>(StringComparer.Ordinal) { task.Id };
        for (string? next = with; next is not null && _tasks.TryGetValue(next, out WorkflowTask? one); next = one.WithTaskId)
        {
            if (!seen.Add(next))
            {
                _faults.Add("option", task.Id, $"Task '{task.Id}' is done with '{with}', which leads back to '{next}'.");
                break;
            }
        }
    }

    private void CheckTime(WorkflowTask task, string what, TimeSpan? time)
    {
        if (time < TimeSpan.Zero)
            _faults.Add(what, task.Id, $"Task '{task.Id}' has the {what} {time}; it must not be negative.");
    }

    private void CheckCalendarId(string? id, string who, string? taskId = null)
    {
        if (id is null || _calendars.Contains(id))
            return;
        string message = $"{who} keeps to '{id}', which is no calendar of the workflow.";
        if (taskId is null)
            _faults.Add("unknown calendar", message);
        else
            _faults.Add("unknown calendar", taskId, message);
    }
}
