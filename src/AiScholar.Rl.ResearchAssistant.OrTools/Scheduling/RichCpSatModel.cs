using Google.OrTools.Sat;
using Google.OrTools.Util;

namespace AiScholar.Rl.ResearchAssistant.OrTools;

/// <summary>
/// The constraint model of a rich problem: an optional interval a mode, a cumulative a renewable resource, no overlap a person, a reservoir a consumable, calendars as
/// the starts that they leave.
/// </summary>
/// <remarks>
/// A relaxation: a task that breaks split takes at least its working time, and set-up times hold between neighbours only where they obey the triangle inequality. What is
/// proven impossible or a bound here is one of the problem; a solution gives the order, modes and people from which the decoder makes a true schedule.
/// </remarks>
internal sealed class RichCpSatModel
{
    private const int MaxSetupTasks = 60;
    private readonly RichProblem _problem;
    private readonly RichCpSatTimes _times;
    private readonly CpModel _model = new();
    private readonly IntVar[] _starts;
    private readonly IntVar[] _ends;
    private readonly ILiteral[] _present;
    private readonly BoolVar[][] _modes;
    private readonly IntervalVar[][] _intervals;
    private readonly Dictionary<(int Task, int Mode, int Need, int Person), BoolVar> _people = [];

    public RichCpSatModel(RichProblem problem, RichCpSatTimes times)
    {
        (_problem, _times) = (problem, times);
        int n = problem.TaskCount;
        _starts = new IntVar[n];
        _ends = new IntVar[n];
        _present = new ILiteral[n];
        _modes = new BoolVar[n][];
        _intervals = new IntervalVar[n][];
        AddChoices();
        for (int task = 0; task < n; task++)
            AddTask(task);
        for (int task = 0; task < n; task++)
            AddTies(task);
        for (int resource = 0; resource < problem.Capacities.Length; resource++)
            AddResource(resource);
        AddPeople();
    }

    /// <summary>The model itself.</summary>
    public CpModel Model => _model;

    /// <summary>What each objective minimizes.</summary>
    public RichCpSatObjectives Objectives => new(this, _problem, _times);

    /// <summary>Start of each task.</summary>
    public IReadOnlyList<IntVar> Starts => _starts;

    /// <summary>End of each task.</summary>
    public IReadOnlyList<IntVar> Ends => _ends;

    /// <summary>Whether each task is done.</summary>
    public IReadOnlyList<ILiteral> Present => _present;

    /// <summary>The mode each task is done in; none for frozen tasks.</summary>
    public IReadOnlyList<IReadOnlyList<BoolVar>> Modes => _modes;

    /// <summary>Who serves which need of a task in a mode.</summary>
    public IReadOnlyDictionary<(int Task, int Mode, int Need, int Person), BoolVar> People => _people;

    /// <summary>Takes a schedule as the hint.</summary>
    public void Hint(RichSchedule schedule)
    {
        _model.ClearHints();
        for (int task = 0; task < _starts.Length; task++)
        {
            if (_problem.Tasks[task].Frozen is not null)
                continue;
            if (!schedule.Done[task])
                continue;
            _model.AddHint(_starts[task], _times.Up(schedule.Starts[task]));
            _model.AddHint(_ends[task], _times.Up(schedule.Ends[task]));
            for (int mode = 0; mode < _modes[task].Length; mode++)
                _model.AddHint(_modes[task][mode], schedule.Modes[task] == mode ? 1 : 0);
        }

        // Each literal once: a hint that comes twice makes a model invalid.
        foreach (int option in _problem.Choices.SelectMany(choice => choice.Options).Where(option => !_problem.Sure[option] && !_problem.Closed[option]))
            _model.AddHint(_present[option], schedule.Done[option]);
        foreach (((int task, int mode, _, int person), BoolVar chosen) in _people)
        {
            if (schedule.Done[task] && schedule.Modes[task] == mode)
                _model.AddHint(chosen, schedule.People[task].Contains(person) ? 1 : 0);
        }
    }

    /// <summary>A genome that decodes to the solution or, where the model is a relaxation, to its like. With <paramref name="holdStarts"/> no task starts sooner than in the solution.</summary>
    public RichGenome GenomeOf(CpSolver solver, bool holdStarts)
    {
        var genome = new RichGenome(_problem);
        RichOrder.ByKey(_problem, [.. _starts.Select(start => (double)solver.Value(start))], genome.List);
        for (int task = 0; task < _starts.Length; task++)
        {
            if (_problem.Tasks[task].Frozen is not null)
                continue;
            genome.Modes[task] = Math.Max(0, Array.FindIndex(_modes[task], mode => solver.BooleanValue(mode)));
            if (holdStarts)
                genome.Delays[task] = solver.Value(_starts[task]) * _times.Unit;
        }

        for (int i = 0; i < _problem.Choices.Length; i++)
            genome.Choices[i] = Array.FindIndex(_problem.Choices[i].Options, option => solver.BooleanValue(_present[option]));
        foreach (((int task, int mode, int need, int person), BoolVar chosen) in _people)
        {
            if (need == 0 && genome.Modes[task] == mode && solver.BooleanValue(chosen))
                genome.People[task] = Array.IndexOf(_problem.Tasks[task].Modes[mode].Needs[0].Candidates, person) + 1;
        }

        return genome;
    }

    private void AddChoices()
    {
        for (int task = 0; task < _starts.Length; task++)
            _present[task] = _problem.Closed[task] ? _model.FalseLiteral() : _problem.Sure[task] ? _model.TrueLiteral() : null!;
        foreach (RichChoice choice in _problem.Choices)
        {
            foreach (int option in choice.Options)
                _present[option] ??= _model.NewBoolVar($"p{option}");
            if (choice.MayBeNone)
                _model.AddAtMostOne(choice.Options.Select(option => _present[option]));
            else
                _model.AddExactlyOne(choice.Options.Select(option => _present[option]));
        }

        for (int task = 0; task < _starts.Length; task++)
            _present[task] ??= _present[_problem.Roots[task]];
    }

    private void AddTask(int task)
    {
        RichTask one = _problem.Tasks[task];
        if (one.Frozen is { } frozen)
        {
            (_starts[task], _ends[task]) = (_model.NewConstant(_times.Down(frozen.Start)), _model.NewConstant(_times.Up(frozen.End)));
            _modes[task] = [];
            _intervals[task] = [.. one.Modes.Select((_, mode) => mode != frozen.Mode ? null! : _model.NewFixedSizeIntervalVar(_times.Down(frozen.Start), _times.Up(frozen.End) - _times.Down(frozen.Start), $"f{task}"))];
            return;
        }

        long horizon = _times.Horizon;
        _starts[task] = _model.NewIntVar(0, horizon, $"s{task}");
        _ends[task] = _model.NewIntVar(0, horizon, $"e{task}");
        IntVar size = _model.NewIntVar(0, horizon, $"d{task}");
        _modes[task] = [.. one.Modes.Select((_, mode) => _model.NewBoolVar($"m{task}_{mode}"))];
        _model.Add(LinearExpr.Sum(_modes[task]) == (LinearExpr)LinearExpr.Affine(_present[task], 1, 0));
        _model.Add(_starts[task] >= _times.Up(Math.Max(one.Release, _problem.Now))).OnlyEnforceIf(_present[task]);
        if (one.HardDeadline != RichTask.None)
            _model.Add(_ends[task] <= _times.Down(one.HardDeadline)).OnlyEnforceIf(_present[task]);
        _intervals[task] = new IntervalVar[one.Modes.Length];
        for (int mode = 0; mode < one.Modes.Length; mode++)
        {
            RichMode way = one.Modes[mode];
            BoolVar chosen = _modes[task][mode];
            long length = _times.Up(way.Duration);
            bool mayStretch = one.Breaks == BreakBehavior.Split && way.Duration > 0
                && (way.Calendar != 0 || way.Needs.Any(need => need.Candidates.Any(person => _problem.PersonCalendars[person] != 0)));
            if (mayStretch)
                _model.Add(size >= length).OnlyEnforceIf(chosen);
            else
                _model.Add(size == length).OnlyEnforceIf(chosen);
            _intervals[task][mode] = _model.NewOptionalIntervalVar(_starts[task], size, _ends[task], chosen, $"i{task}_{mode}");
            KeepTo(task, way, way.Calendar, chosen);
            AddNeeds(task, mode, chosen);
        }
    }

    private void AddNeeds(int task, int mode, BoolVar chosen)
    {
        RichMode way = _problem.Tasks[task].Modes[mode];
        if (way.Duration == 0)
            return;
        var byPerson = new Dictionary<int, List<BoolVar>>();
        for (int need = 0; need < way.Needs.Length; need++)
        {
            var candidates = new List<BoolVar>();
            foreach (int person in way.Needs[need].Candidates)
            {
                BoolVar serves = _model.NewBoolVar($"a{task}_{mode}_{need}_{person}");
                _people[(task, mode, need, person)] = serves;
                candidates.Add(serves);
                _model.AddImplication(serves, chosen);
                KeepTo(task, way, _problem.PersonCalendars[person], serves);
                if (!byPerson.TryGetValue(person, out List<BoolVar>? all))
                    byPerson[person] = all = [];
                all.Add(serves);
            }

            _model.Add(LinearExpr.Sum(candidates) == way.Needs[need].People).OnlyEnforceIf(chosen);
        }

        foreach (List<BoolVar> all in byPerson.Values.Where(all => all.Count > 1))
            _model.AddAtMostOne(all);
    }

    /// <summary>The starts that a calendar leaves.</summary>
    private void KeepTo(int task, RichMode mode, int calendar, BoolVar when)
    {
        if (_problem.Calendars[calendar] is not { } hours || mode.Duration == 0)
            return;
        BreakBehavior breaks = _problem.Tasks[task].Breaks;
        var starts = new List<long[]>();
        for (int i = 0; i < hours.Count && hours[i].From / _times.Unit <= _times.Horizon; i++)
        {
            long last = breaks == BreakBehavior.Fit ? hours[i].Until - mode.Duration : hours[i].Until - 1;
            if (last >= hours[i].From)
                starts.Add([_times.Down(hours[i].From), _times.Up(last)]);
        }

        if (starts.Count == 0)
            _model.AddBoolAnd([when.Not()]);
        else
            _model.AddLinearExpressionInDomain(_starts[task], Domain.FromIntervals([.. starts])).OnlyEnforceIf(when);
    }

    private void AddTies(int task)
    {
        if (_problem.Tasks[task].Frozen is not null)
            return;
        foreach (RichTie tie in _problem.Tasks[task].Ties)
        {
            IntVar first = tie.Type is DependencyType.FinishToStart or DependencyType.FinishToFinish ? _ends[tie.First] : _starts[tie.First];
            IntVar second = tie.Type is DependencyType.FinishToStart or DependencyType.StartToStart ? _starts[task] : _ends[task];
            ILiteral[] both = [_present[tie.First], _present[task]];
            _model.Add(second >= first + _times.Up(tie.Min)).OnlyEnforceIf(both);
            if (tie.Max != RichTask.None)
                _model.Add(second <= first + _times.Up(tie.Max)).OnlyEnforceIf(both);
        }
    }

    private void AddResource(int resource)
    {
        var users = new List<(int Task, int Mode, int Amount)>();
        for (int task = 0; task < _starts.Length; task++)
        {
            RichTask one = _problem.Tasks[task];
            for (int mode = 0; mode < one.Modes.Length; mode++)
            {
                int amount = one.Modes[mode].Renewables.Concat(one.Modes[mode].Consumables).FirstOrDefault(demand => demand.Resource == resource).Amount;
                if (amount > 0 && (one.Frozen is null || one.Frozen.Mode == mode))
                    users.Add((task, mode, amount));
            }
        }

        if (_problem.Deliveries[resource] is { } deliveries)
        {
            ReservoirConstraint stock = _model.AddReservoirConstraint(0, _problem.Capacities[resource] + deliveries.Sum(delivery => (long)delivery.Amount));
            stock.AddEvent(0, _problem.Capacities[resource]);
            foreach ((long at, int amount) in deliveries)
                stock.AddEvent(_times.Up(at), amount);
            foreach ((int task, int mode, int amount) in users)
                stock.AddOptionalEvent(_starts[task], -amount, _problem.Tasks[task].Frozen is null ? _modes[task][mode] : _model.TrueLiteral());
            return;
        }

        CumulativeConstraint cumulative = _model.AddCumulative(_problem.Capacities[resource]);
        foreach ((int task, int mode, int amount) in users.Where(user => _problem.Tasks[user.Task].Modes[user.Mode].Duration > 0))
            cumulative.AddDemand(_intervals[task][mode], amount);
        if (_problem.Setups[resource] is { } setups)
            AddSetups(users, setups);
    }

    private void AddSetups(List<(int Task, int Mode, int Amount)> users, long[,] setups)
    {
        (int Task, int Mode)[] all = [.. users.Where(user => _problem.Tasks[user.Task].Modes[user.Mode].Duration > 0).Select(user => (user.Task, user.Mode))];
        if (all.Length > MaxSetupTasks || all.Any(one => _problem.Tasks[one.Task].Family < 0) || !IsTriangular(setups))
            return;
        for (int i = 0; i < all.Length; i++)
        {
            for (int j = i + 1; j < all.Length; j++)
            {
                (int a, int b) = (all[i].Task, all[j].Task);
                if (a == b || (_problem.Tasks[a].Frozen is not null && _problem.Tasks[b].Frozen is not null))
                    continue;
                (int familyA, int familyB) = (_problem.Tasks[a].Family, _problem.Tasks[b].Family);
                BoolVar aFirst = _model.NewBoolVar($"o{a}_{b}");
                ILiteral inModeA = _problem.Tasks[a].Frozen is null ? _modes[a][all[i].Mode] : _model.TrueLiteral();
                ILiteral inModeB = _problem.Tasks[b].Frozen is null ? _modes[b][all[j].Mode] : _model.TrueLiteral();
                _model.Add(_starts[b] >= _ends[a] + _times.Down(setups[familyA + 1, familyB])).OnlyEnforceIf([aFirst, inModeA, inModeB]);
                _model.Add(_starts[a] >= _ends[b] + _times.Down(setups[familyB + 1, familyA])).OnlyEnforceIf([aFirst.Not(), inModeA, inModeB]);
            }
        }
    }

    /// <summary>Whether a detour through another family never saves time, so that what holds between neighbours holds between all.</summary>
    private static bool IsTriangular(long[,] setups)
    {
        int families = setups.GetLength(1);
        for (int from = 0; from < families; from++)
        {
            for (int over = 0; over < families; over++)
            {
                for (int to = 0; to < families; to++)
                {
                    if (setups[from + 1, over] + setups[over + 1, to] < setups[from + 1, to])
                        return false;
                }
            }
        }

        return true;
    }

    private void AddPeople()
    {
        var busy = new List<IntervalVar>[_problem.PersonCalendars.Length];
        for (int person = 0; person < busy.Length; person++)
            busy[person] = [];
        foreach (((int task, int mode, int need, int person), BoolVar serves) in _people)
            busy[person].Add(_model.NewOptionalIntervalVar(_starts[task], _intervals[task][mode].SizeExpr(), _ends[task], serves, $"b{task}_{mode}_{need}_{person}"));
        for (int task = 0; task < _starts.Length; task++)
        {
            if (_problem.Tasks[task].Frozen is not { } frozen)
                continue;
            foreach (int person in frozen.People)
                busy[person].Add(_intervals[task][frozen.Mode]);
        }

        foreach (List<IntervalVar> all in busy.Where(all => all.Count > 1))
            _model.AddNoOverlap(all);
    }
}
