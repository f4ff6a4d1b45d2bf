using Google.OrTools.Sat;

namespace AiScholar.Rl.ResearchAssistant.OrTools;

/// <summary>The objectives of a rich problem as expressions over its constraint model, in the model's units of time, in hundredths of the currency or of a value.</summary>
/// <remarks>Exact means: what is proven of the expression holds for the objective, once the model's unit divides all times.</remarks>
internal sealed class RichCpSatObjectives(RichCpSatModel model, RichProblem problem, RichCpSatTimes times)
{
    /// <summary>What an objective minimizes, in units or hundredths; null for one the model cannot express. Whether it is exact comes with it.</summary>
    public (LinearExpr? Expression, bool IsExact) Of(ObjectiveKind kind)
    {
        switch (kind)
        {
            case ObjectiveKind.Makespan:
                IntVar makespan = model.Model.NewIntVar(0, times.Horizon, "makespan");
                for (int task = 0; task < problem.TaskCount; task++)
                    model.Model.Add(makespan >= model.Ends[task]).OnlyEnforceIf(model.Present[task]);
                return (makespan, true);
            case ObjectiveKind.Lateness:
                return (Late(task => task.Deadline, _ => 1), true);
            case ObjectiveKind.WeightedTardiness:
                return (Late(task => task.Due, task => Hundredths(task.Weight)), problem.Tasks.All(task => IsWhole(task.Weight)));
            case ObjectiveKind.Cost:
                return Cost();
            case ObjectiveKind.SkippedValue:
                return (LinearExpr.WeightedSum(model.Present, problem.Tasks.Select(task => -Hundredths(task.Value))) + problem.Tasks.Sum(task => Hundredths(task.Value)), problem.Tasks.All(task => IsWhole(task.Value)));
            case ObjectiveKind.Disruption:
                return Moved();
            default:
                return (null, false);
        }
    }

    private LinearExpr Late(Func<RichTask, long> due, Func<RichTask, long> weight)
    {
        var late = new List<IntVar>();
        var weights = new List<long>();
        for (int task = 0; task < problem.TaskCount; task++)
        {
            RichTask one = problem.Tasks[task];
            if (due(one) == RichTask.None || weight(one) == 0)
                continue;
            IntVar by = model.Model.NewIntVar(0, times.Horizon, $"late{task}");
            model.Model.Add(by >= model.Ends[task] - times.Down(due(one))).OnlyEnforceIf(model.Present[task]);
            late.Add(by);
            weights.Add(weight(one));
        }

        return late.Count == 0 ? LinearExpr.Constant(0) : LinearExpr.WeightedSum(late, weights);
    }

    /// <summary>Not exact where a planned start lies so far out that it is cut: all starts are the same distance too near it then.</summary>
    private (LinearExpr, bool) Moved()
    {
        var moved = new List<IntVar>();
        bool isExact = true;
        for (int task = 0; task < problem.TaskCount; task++)
        {
            if (problem.Tasks[task].Planned < 0 || problem.Tasks[task].Frozen is not null)
                continue;
            long planned = times.Up(problem.Tasks[task].Planned);
            isExact &= planned * times.Unit == problem.Tasks[task].Planned;
            IntVar by = model.Model.NewIntVar(0, 2 * times.Horizon, $"moved{task}");
            model.Model.Add(by >= model.Starts[task] - planned).OnlyEnforceIf(model.Present[task]);
            model.Model.Add(by >= planned - model.Starts[task]).OnlyEnforceIf(model.Present[task]);
            moved.Add(by);
        }

        return (moved.Count == 0 ? LinearExpr.Constant(0) : LinearExpr.Sum(moved), isExact);
    }

    private (LinearExpr, bool) Cost()
    {
        var chosen = new List<BoolVar>();
        var costs = new List<long>();
        bool isExact = true;
        for (int task = 0; task < problem.TaskCount; task++)
        {
            for (int mode = 0; mode < model.Modes[task].Count; mode++)
                Add(model.Modes[task][mode], problem.Tasks[task].Modes[mode].Cost);
        }

        foreach (((int task, int mode, _, int person), BoolVar serves) in model.People)
            Add(serves, problem.PersonCosts[person] * RichObjectives.Hours(problem.Tasks[task].Modes[mode].Duration));
        return (chosen.Count == 0 ? LinearExpr.Constant(0) : LinearExpr.WeightedSum(chosen, costs), isExact);

        void Add(BoolVar when, double cost)
        {
            isExact &= IsWhole(cost);
            chosen.Add(when);
            costs.Add(Hundredths(cost));
        }
    }

    private static long Hundredths(double value) => (long)Math.Round(Math.Clamp(value, -1e9, 1e9) * 100);

    private static bool IsWhole(double value) => Math.Abs(value) <= 1e9 && Math.Abs(value * 100 - Math.Round(value * 100)) < 1e-9;
}
