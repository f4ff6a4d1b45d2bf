namespace AiScholar.Rl.Testing;

/// <summary>The rules of the contract; a broken one throws, and the message says how.</summary>
internal static class PolicyRules
{
    private const int Rounds = 60;

    public static IReadOnlyList<(string Rule, Func<Func<int, IDecisionPolicy>, ValueTask> Check)> All { get; } =
    [
        ("Probabilities are a distribution", static create => WithAsync(create, GivesDistributions)),
        ("The same input and state give the same probabilities", static create => WithAsync(create, IsAFunction)),
        ("The same seed gives the same learner", IsRepeatableAsync),
        ("A reward that is not finite is refused and changes nothing", static create => WithAsync(create, RefusesWhatIsNotFinite)),
        ("A saved and loaded policy is the same", SavesAndLoadsAsync),
        ("A damaged state is refused with a StateException and changes nothing", RefusesDamagedStatesAsync),
        ("Calls from many threads are safe", IsSafeAsync),
    ];

    private static void GivesDistributions(IDecisionPolicy policy)
    {
        var random = new Random(1);
        for (int round = 0; round < Rounds; round++)
        {
            PolicyInput input = PolicyInputs.Next(random, round);
            int chosen = random.Next(input.Actions.Length);
            policy.Learn(input, chosen, random.NextDouble(), Ask(policy, input)[chosen] is > 0 and var propensity ? propensity : 1);
        }
    }

    private static void IsAFunction(IDecisionPolicy policy)
    {
        Teach(policy, new Random(2));
        Compare(policy, policy);
    }

    private static async ValueTask IsRepeatableAsync(Func<int, IDecisionPolicy> create)
    {
        IDecisionPolicy first = create(5), second = create(5);
        Teach(first, new Random(4));
        Teach(second, new Random(4));
        Compare(first, second);
        await DisposeAsync(first).ConfigureAwait(false);
        await DisposeAsync(second).ConfigureAwait(false);
    }

    private static void RefusesWhatIsNotFinite(IDecisionPolicy policy)
    {
        Teach(policy, new Random(5));
        PolicyInput input = PolicyInputs.Next(new Random(6), 4);
        double[] before = Ask(policy, input);
        foreach (double reward in new[] { double.NaN, double.PositiveInfinity })
        {
            try
            {
                policy.Learn(input, 0, reward, 0.5);
            }
            catch (Exception exception) when (exception is ArgumentException or AdvancedRlException)
            {
                Same(before, Ask(policy, input));
                continue;
            }

            throw new InvalidOperationException($"it learnt from a reward of {reward}.");
        }
    }

    private static async ValueTask SavesAndLoadsAsync(Func<int, IDecisionPolicy> create)
    {
        IDecisionPolicy saved = create(7), loaded = create(8);
        Teach(saved, new Random(7));
        using var state = new MemoryStream();
        await saved.SaveAsync(state).ConfigureAwait(false);
        state.Position = 0;
        await loaded.LoadAsync(state).ConfigureAwait(false);
        Compare(saved, loaded);
        await DisposeAsync(saved).ConfigureAwait(false);
        await DisposeAsync(loaded).ConfigureAwait(false);
    }

    private static async ValueTask RefusesDamagedStatesAsync(Func<int, IDecisionPolicy> create)
    {
        IDecisionPolicy policy = create(9);
        Teach(policy, new Random(8));
        using var state = new MemoryStream();
        await policy.SaveAsync(state).ConfigureAwait(false);
        byte[] flipped = state.ToArray();
        if (flipped.Length > 0)
            flipped[^1] ^= 0x5A;
        PolicyInput input = PolicyInputs.Next(new Random(9), 4);
        double[] before = Ask(policy, input);
        foreach (byte[] damaged in new[] { flipped, state.ToArray()[..(int)(state.Length / 2)] })
        {
            try
            {
                await policy.LoadAsync(new MemoryStream(damaged)).ConfigureAwait(false);
            }
            catch (StateException)
            {
                Same(before, Ask(policy, input));
                continue;
            }

            throw new InvalidOperationException("it loaded a state with a changed byte, or the half of one.");
        }

        await DisposeAsync(policy).ConfigureAwait(false);
    }

    private static async ValueTask IsSafeAsync(Func<int, IDecisionPolicy> create)
    {
        IDecisionPolicy policy = create(10);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(thread => Task.Run(() => Teach(policy, new Random(thread))))).ConfigureAwait(false);
        await DisposeAsync(policy).ConfigureAwait(false);
    }

    private static void Teach(IDecisionPolicy policy, Random random)
    {
        for (int round = 0; round < Rounds; round++)
        {
            PolicyInput input = PolicyInputs.Next(random, round);
            double[] probabilities = Ask(policy, input);
            int chosen = Array.IndexOf(probabilities, probabilities.Max());
            policy.Learn(input, chosen, random.NextDouble(), probabilities[chosen]);
        }
    }

    private static double[] Ask(IDecisionPolicy policy, in PolicyInput input)
    {
        double[] probabilities = new double[input.Actions.Length];
        policy.GetProbabilities(input, probabilities);
        Distribution.Check(probabilities, policy.GetType().Name);
        return probabilities;
    }

    private static void Compare(IDecisionPolicy left, IDecisionPolicy right)
    {
        var random = new Random(11);
        for (int round = 0; round < Rounds; round++)
        {
            PolicyInput input = PolicyInputs.Next(random, round);
            Same(Ask(left, input), Ask(right, input));
        }
    }

    private static void Same(double[] left, double[] right)
    {
        if (!left.AsSpan().SequenceEqual(right))
            throw new InvalidOperationException(FormattableString.Invariant($"it gave [{string.Join(", ", left)}], then [{string.Join(", ", right)}]."));
    }

    private static async ValueTask WithAsync(Func<int, IDecisionPolicy> create, Action<IDecisionPolicy> check)
    {
        IDecisionPolicy policy = create(0);
        check(policy);
        await DisposeAsync(policy).ConfigureAwait(false);
    }

    private static ValueTask DisposeAsync(IDecisionPolicy policy)
    {
        if (policy is IAsyncDisposable asynchronous)
            return asynchronous.DisposeAsync();
        (policy as IDisposable)?.Dispose();
        return ValueTask.CompletedTask;
    }
}
