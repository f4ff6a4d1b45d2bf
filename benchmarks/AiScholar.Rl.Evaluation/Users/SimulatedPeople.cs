namespace AiScholar.Rl.Evaluation.Users;

/// <summary>
/// People with a known optimum: the expected reward of an action is linear in the context, with coefficients of the population's and a deviation of each
/// person's own in an eighth of the features and in how much they like the action at all. Deviations are drawn from the person's number: nothing is kept of them.
/// </summary>
internal sealed class SimulatedPeople
{
    private const double PopulationSpread = 0.25;
    private const double PersonSpread = 0.15;
    private readonly ulong _seed;
    private readonly int _features;
    private readonly int _personal;
    private readonly float[][] _population;

    public SimulatedPeople(int features, int actions, int seed)
    {
        (_seed, _features, _personal) = ((ulong)seed, features, Math.Max(1, features / 8));
        var random = new Random(seed);
        _population = [.. Enumerable.Range(0, actions).Select(_ => Vector(random, features, PopulationSpread / Math.Sqrt(features)))];
    }

    /// <summary>Standard deviation of a reward around its expectation.</summary>
    public static double Noise => 0.2;

    public static string KeyOf(long person) => $"{Mix((ulong)person):x16}{Mix((ulong)person + 0x9E3779B97F4A7C15):x16}";

    /// <summary>A situation: standard normal features.</summary>
    public float[] Context(Random random) => Vector(random, _features, 1);

    /// <summary>The expected reward of an action for a person.</summary>
    public double Expected(long person, int action, ReadOnlySpan<float> context)
    {
        double value = 0.5 + System.Numerics.Tensors.TensorPrimitives.Dot(context, _population[action]);
        ulong bits = 0;
        double deviation = 0;
        for (int j = 0; j <= _personal; j++)
        {
            if (j % 64 == 0)
                bits = Mix((_seed * 31) + ((ulong)person * 1_000_003) + ((ulong)action * 65_537) + (ulong)j);
            double sign = (bits & 1) == 0 ? 1 : -1;
            bits >>= 1;
            deviation += j == _personal ? sign : sign * context[j] / Math.Sqrt(_personal);
        }

        return value + (PersonSpread * deviation);
    }

    public static double Gaussian(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    private static float[] Vector(Random random, int length, double scale)
    {
        var values = new float[length];
        foreach (ref float value in values.AsSpan())
            value = (float)(scale * Gaussian(random));
        return values;
    }

    /// <summary>SplitMix64's finalizer.</summary>
    private static ulong Mix(ulong value)
    {
        value += 0x9E3779B97F4A7C15;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
