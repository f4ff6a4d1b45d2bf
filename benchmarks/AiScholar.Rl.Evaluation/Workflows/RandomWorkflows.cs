namespace AiScholar.Rl.Evaluation.Workflows;

/// <summary>Random workflows with every kind of constraint. Hard deadlines, maximum lags and progress are set around a schedule that is given, so that one exists.</summary>
internal sealed class RandomWorkflows(int seed)
{
    private static readonly string[] Families = ["red", "green", "blue"];
    private static readonly string[] Skills = ["pipette", "code", "write"];
    private readonly Random _random = new(seed);

    /// <summary>A workflow without hard limits in time: some schedule of it always exists.</summary>
    public ResearchWorkflow Free()
    {
        int n = _random.Next(2, 21);
        bool hasCalendars = Chance(0.5);
        WorkCalendar[] calendars = hasCalendars ? [.. Enumerable.Range(0, _random.Next(1, 4)).Select(Calendar)] : [];
        ResearchPerson[] people = Chance(0.5) ? [.. Enumerable.Range(0, _random.Next(1, 6)).Select(i => Person(i, calendars))] : [];
        ResearchResource[] resources = [.. Enumerable.Range(0, _random.Next(0, 4)).Select(i => Renewable(i, calendars))];
        if (Chance(0.4))
            resources = [.. resources, Consumable(n)];
        WorkflowTask[] tasks = [.. Enumerable.Range(0, n).Select(i => Task(i, resources, people, calendars))];
        tasks = Options(tasks);
        return new ResearchWorkflow
        {
            Id = "random",
            TaskSequence = tasks,
            Resources = resources,
            People = people,
            Calendars = calendars,
            StartsAt = hasCalendars ? new DateTimeOffset(2026, Chance(0.3) ? 10 : 3, _random.Next(20, 28), _random.Next(0, 24), 0, 0, TimeSpan.FromHours(1)) : null,
            TimeZone = hasCalendars && Chance(0.4) ? "Europe/Vienna" : null,
        };
    }

    /// <summary>The same workflow with limits that <paramref name="schedule"/> keeps.</summary>
    public ResearchWorkflow Tighten(ResearchWorkflow workflow, OptimizedWorkflow schedule)
    {
        var places = schedule.OptimizedTasks.ToDictionary(task => task.TaskId);
        WorkflowTask[] tasks = [.. workflow.TaskSequence.Select(task => Tighten(task, places))];
        bool hasProgress = Chance(0.25) && schedule.Makespan > TimeSpan.Zero;
        TimeSpan now = schedule.Makespan * _random.NextDouble();
        return workflow with
        {
            TaskSequence = tasks,
            HardDeadline = Chance(0.15) ? schedule.Makespan + Hours(0, 8) : null,
            Progress = hasProgress ? new WorkflowProgress { Now = now, Tasks = [.. schedule.OptimizedTasks.Where(task => task.Start < now).Select(task => Progress(task, now))] } : null,
        };
    }

    /// <summary>Objectives for a request; empty half of the time.</summary>
    public IReadOnlyList<OptimizationObjective> Objectives()
    {
        if (Chance(0.5))
            return [];
        ObjectiveKind[] kinds = Enum.GetValues<ObjectiveKind>();
        _random.Shuffle(kinds);
        return [.. kinds.Take(_random.Next(1, 4)).Select(kind => new OptimizationObjective { Kind = kind })];
    }

    private WorkflowTask Tighten(WorkflowTask task, Dictionary<string, ScheduledTask> places)
    {
        if (!places.TryGetValue(task.Id, out ScheduledTask? place))
            return task;
        return task with
        {
            HardDeadline = Chance(0.2) ? place.End + Hours(0, 6) : null,
            Deadline = Chance(0.2) ? Hours(1, 30) : null,
            DueTime = Chance(0.2) ? Hours(1, 30) : null,
            Dependencies = [.. task.Dependencies.Select(tie => places.TryGetValue(tie.TaskId, out ScheduledTask? first) && Chance(0.25)
                ? tie with { MaximumLag = Distance(tie.Type, first, place) + Hours(0, 6) }
                : tie)],
        };
    }

    private static TimeSpan Distance(DependencyType type, ScheduledTask first, ScheduledTask second) =>
        (type is DependencyType.FinishToStart or DependencyType.StartToStart ? second.Start : second.End)
        - (type is DependencyType.FinishToStart or DependencyType.FinishToFinish ? first.End : first.Start);

    private static TaskProgress Progress(ScheduledTask task, TimeSpan now) => new()
    {
        TaskId = task.TaskId,
        ActualStart = task.Start,
        ActualEnd = task.End <= now ? task.End : null,
        Remaining = task.End <= now ? null : task.End - now,
        ModeId = task.ModeId,
        PersonIds = task.PersonIds,
    };

    private WorkflowTask Task(int i, ResearchResource[] resources, ResearchPerson[] people, WorkCalendar[] calendars)
    {
        bool hasModes = Chance(0.25);
        return new WorkflowTask
        {
            Id = $"t{i}",
            Duration = Length(),
            DurationDistribution = Chance(0.2) ? DurationDistribution.Uniform(TimeSpan.FromHours(1), TimeSpan.FromHours(4)) : null,
            Dependencies = [.. Enumerable.Range(0, i).Where(_ => Chance(1.5 / Math.Max(2, i))).Select(Tie)],
            Demands = Demands(resources),
            Skills = Needs(people),
            Modes = hasModes ? [.. Enumerable.Range(0, _random.Next(1, 4)).Select(mode => Mode(mode, resources, people))] : [],
            Cost = Chance(0.2) ? _random.Next(0, 50) : 0,
            CalendarId = calendars.Length > 0 && Chance(0.2) ? Pick(calendars).Id : null,
            Breaks = (BreakBehavior)_random.Next(0, 3),
            SetupFamily = Chance(0.6) ? Pick(Families) : null,
            ReleaseTime = Chance(0.2) ? Hours(0, 10) : null,
            Priority = _random.Next(0, 5),
            PlannedStart = Chance(0.2) ? Hours(0, 40) : null,
        };
    }

    private TaskDependency Tie(int first) => new()
    {
        TaskId = $"t{first}",
        Lag = Chance(0.25) ? Hours(0, 3) : TimeSpan.Zero,
        Type = Chance(0.6) ? DependencyType.FinishToStart : (DependencyType)_random.Next(0, 4),
    };

    private TaskMode Mode(int mode, ResearchResource[] resources, ResearchPerson[] people) => new()
    {
        Id = $"m{mode}",
        Duration = Length(),
        Demands = Demands(resources),
        Skills = Needs(people),
        Cost = _random.Next(0, 50),
    };

    /// <summary>At most 4 hours, which every calendar leaves without a break.</summary>
    private TimeSpan Length() => Chance(0.1) ? TimeSpan.Zero : TimeSpan.FromMinutes(_random.Next(1, 17) * 15);

    private ResourceDemand[] Demands(ResearchResource[] resources) =>
        [.. resources.Where(_ => Chance(0.4)).Select(resource => new ResourceDemand
        {
            ResourceId = resource.Id,
            Amount = resource.Kind == ResourceKind.Consumable ? _random.Next(1, 4) : _random.Next(0, resource.Capacity + 1),
        })];

    /// <summary>One skill of one or two people, which somebody has: the first person can do everything and the first two are always open.</summary>
    private SkillDemand[] Needs(ResearchPerson[] people)
    {
        if (people.Length == 0 || Chance(0.4))
            return [];
        return [new SkillDemand { Skill = Pick(Skills), People = people.Length > 1 && Chance(0.2) ? 2 : 1, MinimumLevel = people.Length > 2 ? 0 : 1 }];
    }

    private ResearchPerson Person(int i, WorkCalendar[] calendars) => new()
    {
        Id = $"p{i}",
        Skills = [.. Skills.Where(_ => i < 2 || Chance(0.6)).Select(skill => new PersonSkill { Skill = skill, Level = i < 2 ? 3 : _random.Next(0, 4) })],
        CalendarId = calendars.Length > 0 && i >= 2 && Chance(0.7) ? Pick(calendars).Id : null,
        CostPerHour = _random.Next(0, 40),
    };

    private ResearchResource Renewable(int i, WorkCalendar[] calendars)
    {
        bool hasSetups = Chance(0.3);
        return new ResearchResource
        {
            Id = $"r{i}",
            Capacity = hasSetups ? 1 : _random.Next(1, 5),
            CalendarId = calendars.Length > 0 && Chance(0.3) ? Pick(calendars).Id : null,
            CostPerHour = Chance(0.3) ? _random.Next(0, 10) : 0,
            SetupTimes = hasSetups
                ? [.. Families.Append(null).SelectMany(from => Families.Where(to => to != from && Chance(0.7)).Select(to => new SetupTime { FromFamily = from, ToFamily = to, Duration = TimeSpan.FromMinutes(_random.Next(0, 7) * 10) }))]
                : [],
        };
    }

    /// <summary>Never short in all: three units a task are there at last.</summary>
    private ResearchResource Consumable(int tasks) => new()
    {
        Id = "reagent",
        Kind = ResourceKind.Consumable,
        Capacity = _random.Next(0, 6),
        CostPerUnit = _random.Next(0, 5),
        Replenishments = [.. Enumerable.Range(0, 3).Select(_ => new ResourceReplenishment { At = Hours(0, 20), Amount = tasks })],
    };

    /// <summary>Every calendar is open from 9 to 13 on weekdays, so that tasks of 4 hours fit whatever calendars meet.</summary>
    private WorkCalendar Calendar(int i)
    {
        TimeSpan until = TimeSpan.FromHours(_random.Next(13, 19));
        DayOfWeek[] days = [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday];
        return new WorkCalendar
        {
            Id = $"c{i}",
            Weekly = [.. days.Select(day => new WeeklyInterval { Day = day, From = TimeSpan.FromHours(_random.Next(6, 10)), Until = until }),
                .. Chance(0.3) ? [new WeeklyInterval { Day = DayOfWeek.Sunday, From = TimeSpan.FromHours(0), Until = TimeSpan.FromHours(24) }] : (WeeklyInterval[])[]],
            Exceptions = Chance(0.4) ? [new CalendarDay { Date = new DateOnly(2026, 3, 25) }, new CalendarDay { Date = new DateOnly(2026, 10, 24), Hours = [new DailyInterval { From = TimeSpan.FromHours(10), Until = TimeSpan.FromHours(12) }] }] : [],
        };
    }

    private WorkflowTask[] Options(WorkflowTask[] tasks)
    {
        for (int i = 0; i < tasks.Length; i++)
        {
            if (Chance(0.08))
                tasks[i] = tasks[i] with { IsOptional = true, Value = _random.Next(0, 10) };
            else if (i + 1 < tasks.Length && Chance(0.08))
                (tasks[i], tasks[i + 1]) = (tasks[i] with { AlternativeGroup = $"g{i}" }, tasks[++i] with { AlternativeGroup = $"g{i - 1}" });
            else if (i > 0 && Chance(0.08) && tasks[i - 1].WithTaskId is null)
                tasks[i] = tasks[i] with { WithTaskId = tasks[i - 1].Id };
        }

        return tasks;
    }

    private TimeSpan Hours(int least, int most) => TimeSpan.FromMinutes(_random.Next(least * 4, most * 4 + 1) * 15);

    private bool Chance(double probability) => _random.NextDouble() < probability;

    private T Pick<T>(IReadOnlyList<T> items) => items[_random.Next(items.Count)];
}
