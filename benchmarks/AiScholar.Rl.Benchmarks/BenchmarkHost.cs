using Microsoft.Extensions.DependencyInjection;

namespace AiScholar.Rl.Benchmarks;

/// <summary>The SDK with every built-in and a fixed seed, as a host has it.</summary>
internal static class BenchmarkHost
{
    public static ServiceProvider Create() =>
        new ServiceCollection()
            .AddAdvancedRl(rl => rl.AddDefaults().Configure(options => options.Seed = 1))
            .BuildServiceProvider();

    /// <summary>Numbers from -1 to 1.</summary>
    public static float[] Vector(Random random, int length)
    {
        float[] vector = new float[length];
        for (int i = 0; i < length; i++)
            vector[i] = (random.NextSingle() * 2) - 1;
        return vector;
    }
}
