namespace AiScholar.Rl.ResearchAssistant;

/// <summary>Checks a workflow and packs it: ids become indices, times become whole units of their greatest common divisor.</summary>
internal sealed class WorkflowCompiler
{
    private readonly ResearchWorkflow _workflow;
    private readonly WorkflowFaults _faults = new();
    private readonly Dictionary<string, int> _tasks = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _resources = new(StringComparer.Ordinal);

    private WorkflowCompiler(ResearchWorkflow workflow) => _workflow = workflow;

    /// <summary>Checks and packs <paramref name="workflow"/>.</summary>
    /// <param name="workflow">The workflow.</param>
    /// <param name="limits">How large it may be.</param>
    /// <param name="isFine">Whether times other than its own are to be told apart too, down to a thousandth of all its times together where they can be divided so.</param>
    /// <exception cref="WorkflowException">It cannot be scheduled; the message tells every fault and names the tasks.</exception>
    public static CompiledWorkflow Compile(ResearchWorkflow workflow, WorkflowLimits limits, bool isFine = false)
    {
        return Checked(workflow, limits).Pack(isFine);
    }

    /// <summary>Checks what every workflow has: sizes, ids, times, links and cycles. Returns an order in which each task comes after those it is tied to.</summary>
    /// <exception cref="WorkflowException">It cannot be scheduled; the message tells every fault and names the tasks.</exception>
    public static int[] Check(ResearchWorkflow workflow, WorkflowLimits limits)
    {
        WorkflowCompiler compiler = Checked(workflow, limits);
        Precedence[] ties = compiler.Ties();
        compiler.CheckCycle(ties);
        int n = workflow.TaskSequence.Count;
        var order = new int[n];
        TopologicalSort.ByKey(
            PrecedenceRows.Build(n, ties, bySuccessor: true), PrecedenceRows.Build(n, ties, bySuccessor: false), [.. Enumerable.Range(0, n).Select(task => (long)task)], order);
        return order;
    }

    /// <summary>Checks lists, ids, times and links only, whatever the size.</summary>
    /// <exception cref="WorkflowException">The message tells every fault and names the tasks.</exception>
    public static void CheckBasics(ResearchWorkflow workflow) =>
        Checked(workflow, new WorkflowLimits { MaxTasks = int.MaxValue, MaxResources = int.MaxValue, MaxLinks = int.MaxValue });

    private static WorkflowCompiler Checked(ResearchWorkflow workflow, WorkflowLimits limits)
    {
        ArgumentNullException.ThrowIfNull(workflow);
        var compiler = new WorkflowCompiler(workflow);
        compiler.CheckSize(limits);
        compiler.CheckIds();
        compiler.CheckTimes();
        compiler.CheckLinks();
        return compiler;
    }

    private Precedence[] Ties() =>
        [.. _workflow.TaskSequence.SelectMany((task, index) => task.Dependencies.Select(dependency => new Precedence(_tasks[dependency.TaskId], index, dependency.Lag.Ticks)))];

    private void CheckSize(WorkflowLimits limits)
    {
        if (_workflow.TaskSequence is null || _workflow.Resources is null)
            _faults.Add("missing list", "It has no list of tasks or of resources.");
        else if (_workflow.TaskSequence.Any(task => task is null) || _workflow.Resources.Any(resource => resource is null))
            _faults.Add("missing item", "A task or a resource is null.");
        _faults.ThrowIfAny(_workflow.Id);
        if (_workflow.TaskSequence!.Count > limits.MaxTasks)
            _faults.Add("limit", $"It has {_workflow.TaskSequence.Count} tasks; the limit {nameof(limits.MaxTasks)} is {limits.MaxTasks}.");
        if (_workflow.Resources!.Count > limits.MaxResources)
            _faults.Add("limit", $"It has {_workflow.Resources.Count} resources; the limit {nameof(limits.MaxResources)} is {limits.MaxResources}.");
        long links = 0;
        foreach (WorkflowTask task in _workflow.TaskSequence)
        {
            if (task.Dependencies is null || task.Demands is null || task.Dependencies.Any(item => item is null) || task.Demands.Any(item => item is null))
                _faults.Add("missing item", task.Id, $"Task '{task.Id}' has no list of dependencies or demands, or a null in one.");
            else
                links += task.Dependencies.Count + task.Demands.Count;
        }

        if (links > limits.MaxLinks)
            _faults.Add("limit", $"Its tasks have {links} dependencies and demands; the limit {nameof(limits.MaxLinks)} is {limits.MaxLinks}.");
        _faults.ThrowIfAny(_workflow.Id);
    }

    private void CheckIds()
    {
        foreach (WorkflowTask task in _workflow.TaskSequence)
        {
            if (string.IsNullOrWhiteSpace(task.Id))
                _faults.Add("empty id", $"The task at position {_tasks.Count + 1} has an empty id.");
            else if (!_tasks.TryAdd(task.Id, _tasks.Count))
                _faults.Add("duplicate id", task.Id, $"Two tasks have the id '{task.Id}'.");
        }

        foreach (ResearchResource resource in _workflow.Resources)
        {
            if (string.IsNullOrWhiteSpace(resource.Id))
                _faults.Add("empty id", $"The resource at position {_resources.Count + 1} has an empty id.");
            else if (!_resources.TryAdd(resource.Id, _resources.Count))
                _faults.Add("duplicate id", $"Two resources have the id '{resource.Id}'.");
            if (resource.Capacity < 0)
                _faults.Add("capacity", $"Resource '{resource.Id}' has the capacity {resource.Capacity}; it must be at least 0.");
        }

        _faults.ThrowIfAny(_workflow.Id);
    }

    private void CheckTimes()
    {
        if (_workflow.Deadline < TimeSpan.Zero)
            _faults.Add("deadline", $"Its deadline is {_workflow.Deadline}; it must not be negative.");
        foreach (WorkflowTask task in _workflow.TaskSequence)
        {
            Check(task, "duration", task.Duration);
            Check(task, "release time", task.ReleaseTime);
            Check(task, "deadline", task.Deadline);
            Check(task, "planned start", task.PlannedStart);
            if (task.DurationDistribution?.FindFault() is { } fault)
                _faults.Add("distribution", task.Id, $"Task '{task.Id}' has an unusable duration distribution. {fault}");
            if (task.SharedFactors?.FindFault() is { } wrong)
                _faults.Add("distribution", task.Id, $"Task '{task.Id}' has unusable durations. {wrong}");
            if (!(task.Priority >= 0 && double.IsFinite(task.Priority)))
                _faults.Add("priority", task.Id, $"Task '{task.Id}' has the priority {task.Priority}; it must be a number of at least 0.");
        }

        void Check(WorkflowTask task, string what, TimeSpan? time)
        {
            if (time < TimeSpan.Zero)
                _faults.Add(what, task.Id, $"Task '{task.Id}' has the {what} {time}; it must not be negative.");
        }
    }

    private void CheckLinks()
    {
        foreach (WorkflowTask task in _workflow.TaskSequence)
        {
            foreach (TaskDependency dependency in task.Dependencies)
            {
                if (dependency.TaskId is null || !_tasks.ContainsKey(dependency.TaskId))
                    _faults.Add("unknown task", task.Id, $"Task '{task.Id}' depends on '{dependency.TaskId}', which is no task of the workflow.");
                if (dependency.Lag < TimeSpan.Zero)
                    _faults.Add("lag", task.Id, $"Task '{task.Id}' has the lag {dependency.Lag} after '{dependency.TaskId}'; it must not be negative.");
            }

            var totals = new Dictionary<string, long>(StringComparer.Ordinal);
            foreach (ResourceDemand demand in task.Demands)
            {
                if (demand.ResourceId is null || !_resources.ContainsKey(demand.ResourceId))
                    _faults.Add("unknown resource", task.Id, $"Task '{task.Id}' needs '{demand.ResourceId}', which is no resource of the workflow.");
                else if (demand.Amount < 0)
                    _faults.Add("demand", task.Id, $"Task '{task.Id}' needs {demand.Amount} of '{demand.ResourceId}'; it must be at least 0.");
                else
                    totals[demand.ResourceId] = totals.GetValueOrDefault(demand.ResourceId) + demand.Amount;
            }

            foreach ((string resource, long total) in totals)
            {
                ResearchResource one = _workflow.Resources[_resources[resource]];
                int capacity = one.Capacity;
                // Other ways to do a task and later deliveries are judged where they are packed.
                if (total > capacity && task.Modes is { Count: 0 } && one.Kind == ResourceKind.Renewable)
                    _faults.Add("impossible demand", task.Id, $"Task '{task.Id}' needs {total} of '{resource}', of which there are only {capacity}.");
            }
        }

        _faults.ThrowIfAny(_workflow.Id);
    }

    private CompiledWorkflow Pack(bool isFine)
    {
        IReadOnlyList<WorkflowTask> tasks = _workflow.TaskSequence;
        Precedence[] ties = Ties();
        CheckCycle(ties);
        bool hasPlan = tasks.Count > 0 && tasks.All(task => task.PlannedStart is not null);
        long unit = Unit(tasks, ties, hasPlan, isFine);
        var demands = new int[checked(tasks.Count * _workflow.Resources.Count)];
        for (int task = 0; task < tasks.Count; task++)
        {
            foreach (ResourceDemand demand in tasks[task].Demands)
                demands[task * _workflow.Resources.Count + _resources[demand.ResourceId]] += demand.Amount;
        }

        SchedulingProblem problem = SchedulingProblemBuilder.Build(
            [.. tasks.Select(task => task.Duration.Ticks / unit)],
            [.. ties.Select(tie => tie with { Lag = tie.Lag / unit })],
            [.. _workflow.Resources.Select(resource => resource.Capacity)],
            demands,
            [.. tasks.Select(task => (task.ReleaseTime ?? TimeSpan.Zero).Ticks / unit)],
            [.. tasks.Select(task => task.Deadline is { } deadline ? deadline.Ticks / unit : long.MaxValue)],
            unit);
        return new CompiledWorkflow
        {
            Workflow = _workflow,
            Problem = problem,
            PlannedStarts = hasPlan ? [.. tasks.Select(task => task.PlannedStart!.Value.Ticks / unit)] : null,
        };
    }

    private void CheckCycle(Precedence[] ties)
    {
        int n = _workflow.TaskSequence.Count;
        IReadOnlyList<int> cycle = TopologicalSort.FindCycle(
            PrecedenceRows.Build(n, ties, bySuccessor: true), PrecedenceRows.Build(n, ties, bySuccessor: false), n);
        if (cycle.Count == 0)
            return;
        string[] ids = [.. cycle.Select(task => _workflow.TaskSequence[task].Id)];
        string path = string.Join(" -> ", ids.Take(20).Select(id => $"'{id}'"));
        throw new WorkflowException(
            AdvancedRlErrorCode.WorkflowInvalid,
            $"Workflow '{_workflow.Id}' cannot be scheduled: its dependencies form a cycle of {ids.Length}: {path}{(ids.Length > 20 ? " -> …" : "")} -> '{ids[0]}'.",
            ids);
    }

    /// <summary>The greatest common divisor of all times, in ticks. The sum of all times, twice over, must stay within 64 bits.</summary>
    private long Unit(IReadOnlyList<WorkflowTask> tasks, Precedence[] ties, bool hasPlan, bool isFine)
    {
        long unit = 0;
        Int128 sum = 0;
        foreach (Precedence tie in ties)
            Take(tie.Lag);
        foreach (WorkflowTask task in tasks)
        {
            Take(task.Duration.Ticks);
            Take(task.ReleaseTime?.Ticks ?? 0);
            Take(task.Deadline?.Ticks ?? 0);
            Take(hasPlan ? task.PlannedStart!.Value.Ticks : 0);
        }

        if (sum > long.MaxValue / 4)
            throw new WorkflowException(AdvancedRlErrorCode.WorkflowInvalid, $"Workflow '{_workflow.Id}' cannot be scheduled: its times add up to more than {TimeSpan.FromTicks(long.MaxValue / 4).TotalDays:F0} days.");
        for (long coarsest = (long)(sum / 1000), divisor = 10; isFine && divisor > 1; divisor--)
        {
            while (unit > coarsest && unit >= divisor && unit % divisor == 0)
                unit /= divisor;
        }

        return Math.Max(1, unit);

        void Take(long time)
        {
            sum += time;
            (long a, long b) = (unit, time);
            while (b != 0)
                (a, b) = (b, a % b);
            unit = a;
        }
    }
}
