namespace AiScholar.Rl.Core.Tests;

/// <summary>Simulated logs: three actions, the right one of a context earns 0.8 on average and the others 0.2.</summary>
internal static class OffPolicyLogs
{
    public static readonly string[] Ids = ["a", "b", "c"];

    public static LoggedDecision[] Simulate(int count, int seed, bool uniform = false)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(i =>
        {
            double first = uniform ? 1.0 / 3 : 0.2 + (0.4 * random.NextDouble()), second = uniform ? 1.0 / 3 : (1 - first) * (0.3 + (0.4 * random.NextDouble()));
            double draw = random.NextDouble();
            int chosen = draw < first ? 0 : draw < first + second ? 1 : 2, best = random.Next(3);
            return new LoggedDecision
            {
                EventId = $"e{i}",
                LoopName = "default",
                Context = [Feature.Categorical("right", Ids[best])],
                Actions = [.. Ids.Select(id => new DecisionAction { Id = id })],
                Propensities = [first, second, 1 - first - second],
                ChosenIndex = chosen,
                BaselineActionId = "a",
                Timestamp = DateTimeOffset.UnixEpoch.AddMinutes(i),
                Reward = random.NextDouble() < (chosen == best ? 0.8 : 0.2) ? 1 : 0,
            };
        })];
    }

    /// <summary>The right action always; worth 0.8.</summary>
    public static void Best(LoggedDecision decision, Span<double> probabilities)
    {
        probabilities.Clear();
        probabilities[Array.IndexOf(Ids, decision.Context[0].Text)] = 1;
    }

    /// <summary>The right action with 0.6; worth 0.56.</summary>
    public static void Soft(LoggedDecision decision, Span<double> probabilities)
    {
        probabilities.Fill(0.2);
        probabilities[Array.IndexOf(Ids, decision.Context[0].Text)] = 0.6;
    }

    /// <summary>Slates of two slots from four actions, drawn without putting back; a slot earns 1 with 0.1 + 0.2 times its action, halved in the second slot.</summary>
    public static LoggedDecision[] Slates(int count, int seed, bool slotRewards = true)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(i =>
        {
            double[] first = [0.4, 0.3, 0.2, 0.1];
            int top = Draw(first, random), second = top;
            while (second == top)
                second = Draw(first, random);
            double[] rewards = [random.NextDouble() < 0.1 + (0.2 * top) ? 1 : 0, random.NextDouble() < (0.1 + (0.2 * second)) / 2 ? 1 : 0];
            return new LoggedDecision
            {
                EventId = $"s{i}",
                LoopName = "default",
                Actions = [.. Enumerable.Range(0, 4).Select(action => new DecisionAction { Id = $"{action}" })],
                Propensities = first,
                ChosenIndex = top,
                Slots =
                [
                    new LoggedSlot { ActionIndex = top, Propensity = first[top], Reward = slotRewards ? rewards[0] : null },
                    new LoggedSlot { ActionIndex = second, Propensity = first[second] / (1 - first[top]), Reward = slotRewards ? rewards[1] : null },
                ],
                Reward = rewards.Sum(),
            };
        })];
    }

    private static int Draw(double[] probabilities, Random random)
    {
        double left = random.NextDouble();
        int drawn = 0;
        while (drawn < probabilities.Length - 1 && (left -= probabilities[drawn]) >= 0)
            drawn++;
        return drawn;
    }
}
