using CsCheck;

namespace AiScholar.Rl.ResearchAssistant.Tests;

/// <summary>Random small projects: ties go from lower to higher tasks, demands stay within capacities.</summary>
internal static class RandomProblems
{
    public static Gen<SchedulingProblem> Of(int minTasks, int maxTasks, bool withReleases = true, int maxResources = 3, bool withDueTimes = false) =>
        from tasks in Gen.Int[minTasks, maxTasks]
        from durations in Gen.Long[0, 6].Array[tasks]
        from capacities in Gen.Int[1, 5].Array[0, maxResources]
        from demands in Gen.Int[0, 5].Array[tasks * capacities.Length]
        from ties in Gen.Select(Gen.Int[0, tasks - 1], Gen.Int[0, tasks - 1], Gen.Long[0, 3]).Array[0, tasks]
        from releases in Gen.Long[0, withReleases ? 5 : 0].Array[tasks]
        from dueTimes in Gen.Long[1, 15].Array[tasks]
        select SchedulingProblemBuilder.Build(
            durations,
            [.. ties.Where(tie => tie.Item1 != tie.Item2).Select(tie => new Precedence(Math.Min(tie.Item1, tie.Item2), Math.Max(tie.Item1, tie.Item2), tie.Item3 == 3 ? 2 : 0))],
            capacities,
            [.. demands.Select((demand, i) => Math.Min(demand, capacities[i % capacities.Length]))],
            releases,
            withDueTimes ? dueTimes : null);
}
