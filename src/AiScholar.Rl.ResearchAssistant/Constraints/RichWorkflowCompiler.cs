namespace AiScholar.Rl.ResearchAssistant;

/// <summary>Checks a workflow with all kinds of constraints and packs it.</summary>
internal sealed class RichWorkflowCompiler
{
    private readonly ResearchWorkflow _workflow;
    private readonly CalendarSet _calendars = new();
    private readonly WorkflowNames _names;
    private readonly Dictionary<string, int> _calendarNumbers = new(StringComparer.Ordinal);
    private readonly WorkflowFaults _faults = new();

    private RichWorkflowCompiler(ResearchWorkflow workflow)
    {
        _workflow = workflow;
        _names = new WorkflowNames(workflow);
    }

    /// <summary>Checks and packs <paramref name="workflow"/>.</summary>
    /// <exception cref="WorkflowException">It cannot be scheduled; the message tells every fault and names the tasks.</exception>
    public static RichProblem Compile(ResearchWorkflow workflow, OptimizationRequest request, WorkflowLimits limits)
    {
        int[] order = WorkflowCompiler.Check(workflow, limits);
        WorkflowRules.Check(workflow, limits);
        return new RichWorkflowCompiler(workflow).Pack(order, request);
    }

    private RichProblem Pack(int[] order, OptimizationRequest request)
    {
        ExpandCalendars();
        IReadOnlyList<WorkflowTask> tasks = _workflow.TaskSequence;
        int[] roots = [.. Enumerable.Range(0, tasks.Count).Select(RootOf)];
        Dictionary<int, RichFrozen> frozen = [];
        RichMode[][] modes = new RichMode[tasks.Count][];
        for (int task = 0; task < tasks.Count; task++)
            modes[task] = ModesOf(tasks[task]);
        _faults.ThrowIfAny(_workflow.Id);
        foreach (TaskProgress progress in _workflow.Progress?.Tasks ?? [])
            frozen[_names.Task(progress.TaskId)] = FrozenOf(progress, modes[_names.Task(progress.TaskId)]);
        RichChoice[] choices = ChoicesOf(roots, frozen);
        bool[] sure = [.. Enumerable.Range(0, tasks.Count).Select(task => !choices.Any(choice => choice.Options.Contains(roots[task]) && (choice.MayBeNone || choice.Options.Length > 1)))];
        // An alternative that can no longer be taken is in no choice, yet it is not done.
        bool[] closed = [.. Enumerable.Range(0, tasks.Count).Select(task => IsClosed(roots[task], choices))];
        return new RichProblem
        {
            Workflow = _workflow,
            Tasks = [.. tasks.Select((task, index) => TaskOf(task, modes[index], frozen.GetValueOrDefault(index)))],
            Successors = SuccessorsOf(tasks),
            Capacities = [.. _workflow.Resources.Select(resource => resource.Capacity)],
            Deliveries = [.. _workflow.Resources.Select(DeliveriesOf)],
            Setups = [.. _workflow.Resources.Select(SetupsOf)],
            PersonCalendars = [.. _workflow.People.Select(person => NumberOf(person.CalendarId))],
            PersonCosts = [.. _workflow.People.Select(person => person.CostPerHour)],
            Calendars = _calendars,
            Choices = choices,
            Roots = roots,
            Sure = [.. sure.Zip(closed, (isSure, isClosed) => isSure && !isClosed)],
            Closed = closed,
            Now = (_workflow.Progress?.Now ?? TimeSpan.Zero).Ticks,
            TopologicalOrder = order,
            Patterns = request.Patterns,
            Objectives = RichObjectives.Of(request),
        };
    }

    private bool IsClosed(int root, RichChoice[] choices) =>
        (_workflow.TaskSequence[root].IsOptional || _workflow.TaskSequence[root].AlternativeGroup is not null) && !choices.Any(choice => choice.Options.Contains(root));

    private void ExpandCalendars()
    {
        if (_workflow.Calendars.Count == 0)
            return;
        TimeZoneInfo? zone = _workflow.TimeZone is null ? null : TimeZoneInfo.FindSystemTimeZoneById(_workflow.TimeZone);
        long horizon = CalendarHorizon.Of(_workflow);
        foreach (WorkCalendar calendar in _workflow.Calendars)
            _calendarNumbers[calendar.Id] = _calendars.Add(CalendarExpansion.Expand(calendar, _workflow.StartsAt!.Value, zone, horizon));
    }

    private int NumberOf(string? calendarId) => calendarId is null ? 0 : _calendarNumbers[calendarId];

    private int RootOf(int task)
    {
        while (_workflow.TaskSequence[task].WithTaskId is { } with)
            task = _names.Task(with);
        return task;
    }

    private RichTask TaskOf(WorkflowTask task, RichMode[] modes, RichFrozen? frozen) => new()
    {
        Modes = modes,
        Breaks = task.Breaks,
        Family = task.SetupFamily is null ? -1 : _names.Family(task.SetupFamily),
        Release = (task.ReleaseTime ?? TimeSpan.Zero).Ticks,
        HardDeadline = Math.Min(task.HardDeadline?.Ticks ?? RichTask.None, _workflow.HardDeadline?.Ticks ?? RichTask.None),
        Deadline = task.Deadline?.Ticks ?? RichTask.None,
        Due = (task.DueTime ?? task.Deadline)?.Ticks ?? RichTask.None,
        Weight = task.Priority,
        Planned = task.PlannedStart?.Ticks ?? -1,
        Value = task.IsOptional ? task.Value : 0,
        Ties = [.. task.Dependencies.Select(tie => new RichTie(_names.Task(tie.TaskId), tie.Type, tie.Lag.Ticks, tie.MaximumLag?.Ticks ?? RichTask.None))],
        Frozen = frozen,
    };

    private int[][] SuccessorsOf(IReadOnlyList<WorkflowTask> tasks)
    {
        var successors = new List<int>[tasks.Count];
        for (int task = 0; task < tasks.Count; task++)
            successors[task] = [];
        for (int task = 0; task < tasks.Count; task++)
        {
            foreach (TaskDependency tie in tasks[task].Dependencies)
                successors[_names.Task(tie.TaskId)].Add(task);
        }

        return [.. successors.Select(row => row.Distinct().ToArray())];
    }

    private static (long At, int Amount)[]? DeliveriesOf(ResearchResource resource) => resource.Kind != ResourceKind.Consumable
        ? null
        : [.. resource.Replenishments.OrderBy(delivery => delivery.At).Select(delivery => (delivery.At.Ticks, delivery.Amount))];

    private long[,]? SetupsOf(ResearchResource resource)
    {
        if (resource.SetupTimes.Count == 0)
            return null;
        var setups = new long[_names.FamilyCount + 1, Math.Max(1, _names.FamilyCount)];
        foreach (SetupTime setup in resource.SetupTimes)
            setups[setup.FromFamily is null ? 0 : _names.Family(setup.FromFamily) + 1, _names.Family(setup.ToFamily)] = setup.Duration.Ticks;
        return setups;
    }

    private RichMode[] ModesOf(WorkflowTask task)
    {
        IReadOnlyList<TaskMode> given = task.Modes.Count > 0
            ? task.Modes
            : [new TaskMode { Id = "", Duration = task.Duration, DurationDistribution = task.DurationDistribution, Demands = task.Demands, Skills = task.Skills, Cost = task.Cost }];
        var modes = new List<RichMode>();
        string? fault = null;
        foreach (TaskMode mode in given)
        {
            RichMode packed = ModeOf(task, mode);
            if (FaultOf(task, packed) is { } why)
                fault ??= why;
            else
                modes.Add(packed);
        }

        if (modes.Count == 0)
            _faults.Add("impossible task", task.Id, $"Task '{task.Id}' cannot be done{(task.Modes.Count > 1 ? " in any mode" : "")}: {fault}");
        return [.. modes];
    }

    private RichMode ModeOf(WorkflowTask task, TaskMode mode)
    {
        var amounts = new SortedDictionary<int, long>();
        foreach (ResourceDemand demand in mode.Demands.Where(demand => demand.Amount > 0))
            amounts[_names.Resource(demand.ResourceId)] = amounts.GetValueOrDefault(_names.Resource(demand.ResourceId)) + demand.Amount;
        int calendar = NumberOf(task.CalendarId);
        double cost = mode.Cost, hours = mode.Duration.TotalHours;
        foreach ((int index, long amount) in amounts)
        {
            ResearchResource resource = _workflow.Resources[index];
            calendar = _calendars.Merge(calendar, NumberOf(resource.CalendarId));
            cost += resource.Kind == ResourceKind.Consumable ? amount * resource.CostPerUnit : amount * hours * resource.CostPerHour;
        }

        RichDemand[] demands = [.. amounts.Select(pair => new RichDemand(pair.Key, (int)Math.Min(int.MaxValue / 2, pair.Value)))];
        return new RichMode
        {
            Id = task.Modes.Count > 0 ? mode.Id : null,
            Duration = mode.Duration.Ticks,
            Law = mode.DurationDistribution,
            Renewables = [.. demands.Where(demand => _workflow.Resources[demand.Resource].Kind == ResourceKind.Renewable)],
            Consumables = [.. demands.Where(demand => _workflow.Resources[demand.Resource].Kind == ResourceKind.Consumable)],
            Needs = [.. mode.Skills.Where(skill => skill.People > 0).Select(skill => new RichNeed(skill.People, CandidatesOf(task, skill, calendar, mode.Duration.Ticks)))],
            PeopleCount = mode.Skills.Sum(skill => skill.People),
            Calendar = calendar,
            Cost = cost,
        };
    }

    /// <summary>Those who can, the least versatile first, so that specialists of other things stay free.</summary>
    private int[] CandidatesOf(WorkflowTask task, SkillDemand demand, int calendar, long work) =>
        [.. Enumerable.Range(0, _workflow.People.Count)
            .Where(index => _workflow.People[index].Skills.Any(skill => skill.Skill == demand.Skill && skill.Level >= demand.MinimumLevel)
                && (demand.PersonIds.Count == 0 || demand.PersonIds.Contains(_workflow.People[index].Id))
                && IsPossible(_calendars.Merge(calendar, NumberOf(_workflow.People[index].CalendarId)), task.Breaks, work))
            .OrderBy(index => _workflow.People[index].CostPerHour)
            .ThenBy(index => _workflow.People[index].Skills.Count)];

    private bool IsPossible(int calendar, BreakBehavior breaks, long work)
    {
        WorkHours? hours = _calendars[calendar];
        return WorkTime.EndOf(hours, breaks, WorkTime.Align(hours, breaks, 0, work), work) < WorkTime.Never;
    }

    private string? FaultOf(WorkflowTask task, RichMode mode)
    {
        foreach (RichDemand demand in mode.Renewables)
        {
            if (demand.Amount > _workflow.Resources[demand.Resource].Capacity)
                return $"it needs {demand.Amount} of '{_workflow.Resources[demand.Resource].Id}', of which there are only {_workflow.Resources[demand.Resource].Capacity}.";
        }

        foreach (RichDemand demand in mode.Consumables)
        {
            ResearchResource resource = _workflow.Resources[demand.Resource];
            long ever = resource.Capacity + resource.Replenishments.Sum(delivery => (long)delivery.Amount);
            if (demand.Amount > ever)
                return $"it uses up {demand.Amount} of '{resource.Id}', of which there are only {ever} with all deliveries.";
        }

        if (!IsPossible(mode.Calendar, task.Breaks, mode.Duration))
            return _calendars[mode.Calendar]!.Total == 0 ? "the calendars it keeps to are never open together." : $"its calendars never leave it {DurationText.Format(TimeSpan.FromTicks(mode.Duration))} {(task.Breaks == BreakBehavior.Fit ? "without a break" : "within the years that are looked at")}.";
        return PeopleMatching.FindShort(mode.Needs) is not { } need || mode.Duration == 0
            ? null
            : MissingPeople(task, mode, need);
    }

    private static string MissingPeople(WorkflowTask task, RichMode mode, int need)
    {
        IReadOnlyList<SkillDemand> skills = mode.Id is null ? task.Skills : task.Modes.First(one => one.Id == mode.Id).Skills;
        SkillDemand skill = skills.Where(one => one.People > 0).ElementAt(need);
        string level = skill.MinimumLevel > 0 ? $" of level {skill.MinimumLevel}" : "";
        return $"it needs {skill.People} with the skill '{skill.Skill}'{level}, for which too few people are left ({mode.Needs[need].Candidates.Length} have it and work in its hours).";
    }

    private RichFrozen FrozenOf(TaskProgress progress, RichMode[] modes)
    {
        WorkflowTask task = _workflow.TaskSequence[_names.Task(progress.TaskId)];
        int mode = progress.ModeId is null ? 0 : Math.Max(0, Array.FindIndex(modes, one => one.Id == progress.ModeId));
        long start = progress.ActualStart.Ticks, now = _workflow.Progress!.Now.Ticks;
        int[] people = [.. progress.PersonIds.Select(_names.Person)];
        long end;
        if (progress.ActualEnd is { } ended)
        {
            end = ended.Ticks;
        }
        else if (progress.Remaining is { } remaining)
        {
            end = now + remaining.Ticks;
        }
        else
        {
            int calendar = modes[mode].Calendar;
            foreach (int person in people)
                calendar = _calendars.Merge(calendar, NumberOf(_workflow.People[person].CalendarId));
            WorkHours? hours = _calendars[calendar];
            long planned = WorkTime.EndOf(hours, task.Breaks, WorkTime.Align(hours, task.Breaks, start, modes[mode].Duration), modes[mode].Duration);
            end = planned >= WorkTime.Never ? Math.Max(now, start + modes[mode].Duration) : Math.Max(now, planned);
        }

        return new RichFrozen(mode, start, end, people);
    }

    private RichChoice[] ChoicesOf(int[] roots, Dictionary<int, RichFrozen> frozen)
    {
        HashSet<int> started = [.. frozen.Keys.Select(task => roots[task])];
        var choices = new List<RichChoice>();
        var groups = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        for (int task = 0; task < roots.Length; task++)
        {
            WorkflowTask one = _workflow.TaskSequence[task];
            if (one.AlternativeGroup is { } group)
            {
                if (!groups.TryGetValue(group, out List<int>? members))
                    groups[group] = members = [];
                members.Add(task);
            }
            else if (one.IsOptional)
            {
                choices.Add(new RichChoice([task], MayBeNone: !started.Contains(task)));
            }
        }

        foreach (List<int> members in groups.Values)
            choices.Add(new RichChoice(members.Exists(started.Contains) ? [.. members.Where(started.Contains)] : [.. members], MayBeNone: false));
        return [.. choices];
    }
}
