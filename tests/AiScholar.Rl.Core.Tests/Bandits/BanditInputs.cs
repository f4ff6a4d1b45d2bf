namespace AiScholar.Rl.Core.Tests.Bandits;

/// <summary>Inputs for policies.</summary>
internal static class BanditInputs
{
    public static PolicyInput Dense(float[] context, params string[] actions) =>
        new(new FeatureVector(context), actions.Select(id => new PolicyAction(id)).ToArray());

    public static PolicyInput Sparse(int dimension, int[] indices, float[] values, params string[] actions) =>
        new(new FeatureVector(values, indices, dimension), actions.Select(id => new PolicyAction(id)).ToArray());

    public static float[] RandomVector(Random random, int length) =>
        [.. Enumerable.Range(0, length).Select(_ => (float)((random.NextDouble() * 2) - 1))];

    public static double[] Probabilities(IDecisionPolicy policy, in PolicyInput input)
    {
        double[] probabilities = new double[input.Actions.Length];
        policy.GetProbabilities(input, probabilities);
        return probabilities;
    }

    public static int Draw(ReadOnlySpan<double> probabilities, Random random)
    {
        double left = random.NextDouble();
        for (int i = 0; i < probabilities.Length; i++)
        {
            left -= probabilities[i];
            if (left < 0)
                return i;
        }

        return probabilities.Length - 1;
    }
}
