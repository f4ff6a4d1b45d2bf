namespace AiScholar.Rl.Testing;

/// <summary>Inputs of every shape that the contract allows.</summary>
internal static class PolicyInputs
{
    /// <summary>One to six actions; a context that is dense, sparse or empty and grows with the rounds; sometimes a user.</summary>
    public static PolicyInput Next(Random random, int round)
    {
        int width = 2 + (round / 10);
        FeatureVector context = (round % 3) switch
        {
            0 => new FeatureVector(Values(random, width)),
            1 => new FeatureVector(Values(random, 2), new[] { 0, width - 1 }, width),
            _ => round % 2 == 0 ? default : new FeatureVector(Values(random, 1), new[] { width / 2 }, width),
        };
        int first = random.Next(3);
        bool hasFeatures = round % 4 == 3;
        PolicyAction[] actions = [.. Enumerable.Range(first, 1 + random.Next(6)).Select(index => new PolicyAction($"action-{index}", hasFeatures ? new FeatureVector(Values(random, 2)) : default))];
        return new PolicyInput(context, actions, userKey: round % 5 == 0 ? "user" : null);
    }

    private static float[] Values(Random random, int count) => [.. Enumerable.Range(0, count).Select(_ => (random.NextSingle() * 2) - 1)];
}
