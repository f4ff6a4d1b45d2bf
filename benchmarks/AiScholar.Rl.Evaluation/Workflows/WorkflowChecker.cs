namespace AiScholar.Rl.Evaluation.Workflows;

/// <summary>Checks a schedule against its workflow alone; it shares no code with the optimizers. Slow and plain on purpose.</summary>
internal sealed class WorkflowChecker
{
    private readonly ResearchWorkflow _workflow;
    private readonly OptimizedWorkflow _optimized;
    private readonly List<string> _violations = [];
    private readonly Dictionary<string, WorkflowTask> _tasks;
    private readonly Dictionary<string, ScheduledTask> _scheduled = [];
    private readonly Dictionary<string, TaskProgress> _started;
    private readonly Dictionary<string, List<(long From, long Until)>> _hours = [];

    private WorkflowChecker(ResearchWorkflow workflow, OptimizedWorkflow optimized)
    {
        _workflow = workflow;
        _optimized = optimized;
        _tasks = workflow.TaskSequence.ToDictionary(task => task.Id);
        _started = (workflow.Progress?.Tasks ?? []).ToDictionary(task => task.TaskId);
    }

    /// <summary>What is wrong, a sentence each; empty for a valid schedule.</summary>
    public static IReadOnlyList<string> Check(ResearchWorkflow workflow, OptimizedWorkflow optimized)
    {
        var checker = new WorkflowChecker(workflow, optimized);
        checker.CheckChoice();
        if (checker._violations.Count > 0)
            return checker._violations;
        checker.ExpandCalendars();
        foreach (ScheduledTask task in optimized.OptimizedTasks)
            checker.CheckTask(task);
        foreach (ResearchResource resource in workflow.Resources)
            checker.CheckResource(resource);
        foreach (ResearchPerson person in workflow.People)
            checker.CheckPerson(person);
        TimeSpan end = optimized.OptimizedTasks.Select(task => task.End).DefaultIfEmpty().Max();
        if (end != optimized.Makespan)
            checker.Fail($"the makespan is {optimized.Makespan}, the last task ends at {end}");
        if (optimized.LowerBound > optimized.Makespan)
            checker.Fail("the lower bound is above the makespan");
        return checker._violations;
    }

    private void CheckChoice()
    {
        foreach (ScheduledTask task in _optimized.OptimizedTasks)
        {
            if (!_tasks.ContainsKey(task.TaskId) || !_scheduled.TryAdd(task.TaskId, task))
                Fail($"'{task.TaskId}' is unknown or scheduled twice");
        }

        if (!_optimized.SkippedTasks.Order().SequenceEqual(_tasks.Keys.Where(id => !_scheduled.ContainsKey(id)).Order()))
            Fail("the skipped tasks are not those without a place");
        foreach (WorkflowTask task in _workflow.TaskSequence)
        {
            bool done = _scheduled.ContainsKey(task.Id);
            if (task.WithTaskId is { } with)
            {
                if (done != _scheduled.ContainsKey(with))
                    Fail($"'{task.Id}' is not done exactly when '{with}' is");
            }
            else if (task.AlternativeGroup is null && !task.IsOptional && !done)
            {
                Fail($"'{task.Id}' is left out");
            }
        }

        foreach (IGrouping<string, WorkflowTask> group in _workflow.TaskSequence.Where(task => task.AlternativeGroup is not null).GroupBy(task => task.AlternativeGroup!))
        {
            int done = group.Count(task => _scheduled.ContainsKey(task.Id));
            if (done != 1)
                Fail($"of the group '{group.Key}' {done} tasks are done");
        }
    }

    private void CheckTask(ScheduledTask scheduled)
    {
        WorkflowTask task = _tasks[scheduled.TaskId];
        TaskMode? mode = ModeOf(task, scheduled);
        if (mode is null)
        {
            Fail($"'{task.Id}' has no mode '{scheduled.ModeId}'");
            return;
        }

        if (scheduled.Start < TimeSpan.Zero || scheduled.End < scheduled.Start)
            Fail($"'{task.Id}' runs backwards");
        if (_started.TryGetValue(task.Id, out TaskProgress? progress))
        {
            if (scheduled.Start != progress.ActualStart || (progress.ActualEnd is { } ended && ended != scheduled.End))
                Fail($"'{task.Id}' has started and is moved");
            if (progress.ActualEnd is null && scheduled.End < _workflow.Progress!.Now)
                Fail($"'{task.Id}' runs and ends in the past");
            return;
        }

        if (scheduled.Start < (task.ReleaseTime ?? TimeSpan.Zero) || scheduled.Start < (_workflow.Progress?.Now ?? TimeSpan.Zero))
            Fail($"'{task.Id}' starts before its release or before now");
        if (scheduled.End > (task.HardDeadline ?? TimeSpan.MaxValue) || scheduled.End > (_workflow.HardDeadline ?? TimeSpan.MaxValue))
            Fail($"'{task.Id}' misses a hard deadline");
        if (!scheduled.Assignments.Where(one => one.Amount > 0).OrderBy(one => one.ResourceId).Select(one => (one.ResourceId, one.Amount))
            .SequenceEqual(mode.Demands.GroupBy(one => one.ResourceId).Select(group => (group.Key, group.Sum(one => one.Amount))).Where(one => one.Item2 > 0).OrderBy(one => one.Key)))
            Fail($"'{task.Id}' is not assigned what it needs");
        CheckPeople(task, mode, scheduled);
        CheckTime(task, mode, scheduled);
        foreach (TaskDependency tie in task.Dependencies)
            CheckTie(scheduled, tie);
    }

    private void CheckTie(ScheduledTask second, TaskDependency tie)
    {
        if (!_scheduled.TryGetValue(tie.TaskId, out ScheduledTask? first))
            return;
        TimeSpan from = tie.Type is DependencyType.FinishToStart or DependencyType.FinishToFinish ? first.End : first.Start;
        TimeSpan to = tie.Type is DependencyType.FinishToStart or DependencyType.StartToStart ? second.Start : second.End;
        if (to - from < tie.Lag || to - from > (tie.MaximumLag ?? TimeSpan.MaxValue))
            Fail($"'{second.TaskId}' is {to - from} after '{tie.TaskId}' ({tie.Type}, {tie.Lag} to {tie.MaximumLag})");
    }

    private void CheckPeople(WorkflowTask task, TaskMode mode, ScheduledTask scheduled)
    {
        if (mode.Duration == TimeSpan.Zero)
            return;
        int place = 0;
        if (scheduled.PersonIds.Distinct().Count() != scheduled.PersonIds.Count || scheduled.PersonIds.Count != mode.Skills.Sum(skill => skill.People))
        {
            Fail($"'{task.Id}' has {scheduled.PersonIds.Count} people");
            return;
        }

        foreach (SkillDemand skill in mode.Skills)
        {
            for (int i = 0; i < skill.People; i++)
            {
                string id = scheduled.PersonIds[place++];
                ResearchPerson? person = _workflow.People.FirstOrDefault(one => one.Id == id);
                if (person is null || !person.Skills.Any(one => one.Skill == skill.Skill && one.Level >= skill.MinimumLevel) || (skill.PersonIds.Count > 0 && !skill.PersonIds.Contains(id)))
                    Fail($"'{task.Id}' is done by '{id}' without the skill '{skill.Skill}'");
            }
        }
    }

    private void CheckTime(WorkflowTask task, TaskMode mode, ScheduledTask scheduled)
    {
        long start = scheduled.Start.Ticks, end = scheduled.End.Ticks, work = mode.Duration.Ticks;
        string?[] calendars = [task.CalendarId, .. mode.Demands.Where(one => one.Amount > 0).Select(one => _workflow.Resources.First(resource => resource.Id == one.ResourceId).CalendarId),
            .. scheduled.PersonIds.Select(id => _workflow.People.First(person => person.Id == id).CalendarId)];
        string[] kept = [.. calendars.OfType<string>().Distinct()];
        if (work == 0 || kept.Length == 0)
        {
            if (end - start != work)
                Fail($"'{task.Id}' takes {scheduled.End - scheduled.Start} instead of {mode.Duration}");
            return;
        }

        // Between two neighbouring boundaries nothing changes, so the middle tells for the stretch.
        long[] cuts = [.. kept.SelectMany(id => _hours[id]).SelectMany(one => new[] { one.From, one.Until }).Where(time => time > start && time < end).Append(start).Append(end).Distinct().Order()];
        long open = 0;
        bool opensAtStart = false, closesAtEnd = true;
        for (int i = 0; i + 1 < cuts.Length; i++)
        {
            double middle = cuts[i] / 2.0 + cuts[i + 1] / 2.0;
            bool isOpen = kept.All(id => _hours[id].Any(one => one.From <= middle && middle < one.Until));
            open += isOpen ? cuts[i + 1] - cuts[i] : 0;
            opensAtStart |= i == 0 && isOpen;
            closesAtEnd = isOpen;
        }

        bool isRight = task.Breaks switch
        {
            BreakBehavior.Split => open == work && opensAtStart && closesAtEnd,
            BreakBehavior.Fit => end - start == work && open == work,
            _ => end - start == work && opensAtStart,
        };
        if (!isRight)
            Fail($"'{task.Id}' ({task.Breaks}) from {scheduled.Start} to {scheduled.End} has {TimeSpan.FromTicks(open)} open time for {mode.Duration}");
        long told = scheduled.Segments.Sum(segment => (segment.End - segment.Start).Ticks);
        if (scheduled.Segments.Count > 0 && (told != work || scheduled.Segments[0].Start != scheduled.Start || scheduled.Segments[^1].End != scheduled.End))
            Fail($"'{task.Id}' has segments of {TimeSpan.FromTicks(told)}");
    }

    private void CheckResource(ResearchResource resource)
    {
        var users = new List<(ScheduledTask Task, int Amount)>();
        foreach (ScheduledTask task in _scheduled.Values)
        {
            int amount = task.Assignments.Where(one => one.ResourceId == resource.Id).Sum(one => one.Amount);
            if (amount > 0)
                users.Add((task, amount));
        }

        if (resource.Kind == ResourceKind.Consumable)
            CheckStock(resource, users);
        else
            CheckCapacity(resource, users);
        if (resource.SetupTimes.Count > 0)
            CheckSetups(resource, [.. users.Select(user => user.Task).Where(task => task.End > task.Start).OrderBy(task => task.Start)]);
    }

    private void CheckStock(ResearchResource resource, List<(ScheduledTask Task, int Amount)> users)
    {
        foreach (TimeSpan time in users.Select(user => user.Task.Start).Distinct())
        {
            long supply = resource.Capacity + resource.Replenishments.Where(one => one.At <= time).Sum(one => (long)one.Amount);
            if (users.Where(user => user.Task.Start <= time).Sum(user => (long)user.Amount) > supply)
                Fail($"'{resource.Id}' is overdrawn at {time}");
        }
    }

    private void CheckCapacity(ResearchResource resource, List<(ScheduledTask Task, int Amount)> users)
    {
        long used = 0;
        foreach (IGrouping<TimeSpan, (TimeSpan Time, int Change)> step in users.Where(user => user.Task.End > user.Task.Start)
            .SelectMany(user => new[] { (Time: user.Task.Start, Change: user.Amount), (Time: user.Task.End, Change: -user.Amount) }).GroupBy(step => step.Time).OrderBy(group => group.Key))
        {
            used += step.Sum(change => change.Change);
            if (used > resource.Capacity)
                Fail($"{used} of '{resource.Id}' are in use at {step.Key}, of which there are {resource.Capacity}");
        }
    }

    private void CheckSetups(ResearchResource resource, ScheduledTask[] order)
    {
        for (int i = 0; i < order.Length; i++)
        {
            if (_started.ContainsKey(order[i].TaskId) || _tasks[order[i].TaskId].SetupFamily is not { } to)
                continue;
            string? from = i == 0 ? null : _tasks[order[i - 1].TaskId].SetupFamily;
            if (i > 0 && from is null)
                continue;
            TimeSpan setup = resource.SetupTimes.Where(one => one.FromFamily == from && one.ToFamily == to).Select(one => one.Duration).LastOrDefault();
            TimeSpan free = i == 0 ? TimeSpan.Zero : order[i - 1].End;
            if (order[i].Start - free < setup)
                Fail($"'{order[i].TaskId}' has {order[i].Start - free} for its set-up of {setup} on '{resource.Id}'");
        }
    }

    private void CheckPerson(ResearchPerson person)
    {
        ScheduledTask[] order = [.. _scheduled.Values.Where(task => task.End > task.Start && task.PersonIds.Contains(person.Id)).OrderBy(task => task.Start)];
        for (int i = 1; i < order.Length; i++)
        {
            if (order[i].Start < order[i - 1].End)
                Fail($"'{person.Id}' does '{order[i - 1].TaskId}' and '{order[i].TaskId}' at once");
        }
    }

    private void ExpandCalendars()
    {
        if (_workflow.Calendars.Count == 0)
            return;
        DateTimeOffset start = _workflow.StartsAt!.Value;
        TimeZoneInfo zone = _workflow.TimeZone is { } id ? TimeZoneInfo.FindSystemTimeZoneById(id) : TimeZoneInfo.CreateCustomTimeZone("own", start.Offset, "own", "own");
        DateTime first = TimeZoneInfo.ConvertTime(start, zone).Date;
        int days = (int)_optimized.Makespan.TotalDays + 3;
        foreach (WorkCalendar calendar in _workflow.Calendars)
        {
            List<(long, long)> hours = _hours[calendar.Id] = [];
            for (int day = 0; day < days; day++)
            {
                DateTime date = first.AddDays(day);
                CalendarDay? own = calendar.Exceptions.FirstOrDefault(one => one.Date == DateOnly.FromDateTime(date));
                foreach ((TimeSpan from, TimeSpan until) in own is null
                    ? calendar.Weekly.Where(one => one.Day == date.DayOfWeek).Select(one => (one.From, one.Until))
                    : own.Hours.Select(one => (one.From, one.Until)))
                    hours.Add((Ticks(date + from), Ticks(date + until)));
            }
        }

        long Ticks(DateTime local)
        {
            if (zone.IsInvalidTime(local))
                local = local.AddHours(1);
            return (local - (zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max() : zone.GetUtcOffset(local)) - start.UtcDateTime).Ticks;
        }
    }

    private static TaskMode? ModeOf(WorkflowTask task, ScheduledTask scheduled) => task.Modes.Count > 0
        ? task.Modes.FirstOrDefault(mode => mode.Id == scheduled.ModeId)
        : new TaskMode { Id = "", Duration = task.Duration, Demands = task.Demands, Skills = task.Skills, Cost = task.Cost };

    private void Fail(string what) => _violations.Add(what);
}
