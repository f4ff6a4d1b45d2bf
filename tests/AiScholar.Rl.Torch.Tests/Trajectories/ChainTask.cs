using Microsoft.Extensions.Options;

namespace AiScholar.Rl.Torch.Tests;

/// <summary>
/// Five states in a row, beginning in the middle. <c>right</c> and <c>left</c> move there nine times in ten, else the other way; the left end pays 0.3, the right end 1, and both end the
/// trajectory. A third action, <c>never</c>, is never logged.
/// </summary>
internal static class ChainTask
{
    public const double Discount = 0.9;
    private const int Left = 0, Right = 1;
    private const double Success = 0.9;

    public static TrajectoryLearner Learner(ITorchRuntime? runtime = null) => new(runtime ?? TestRuntime.Cpu, Options.Create(new TorchOptions()));

    public static ConservativeQOptions Fast(double conservativeWeight = 0.1) => new()
    {
        DiscountFactor = Discount,
        ConservativeWeight = conservativeWeight,
        Steps = 800,
        BatchSize = 64,
        HiddenWidth = 24,
        HiddenLayers = 1,
        LearningRate = 0.01,
        TargetUpdateEvery = 25,
        Seed = 1,
    };

    public static float[] State(int position)
    {
        var state = new float[5];
        state[position] = 1;
        return state;
    }

    /// <summary>Trajectories of a policy that goes right with a probability.</summary>
    public static TrajectorySet Log(int count, double right, int seed)
    {
        var random = new Random(seed);
        return new TrajectorySet { ActionIds = ["left", "right", "never"], StateWidth = 5, Trajectories = [.. Enumerable.Range(0, count).Select(i => Walk(random, right, i))] };
    }

    /// <summary>A policy that goes right with a probability and else left.</summary>
    public static TrajectoryPolicy Policy(double right) => (_, probabilities) =>
    {
        probabilities.Clear();
        (probabilities[Left], probabilities[Right]) = (1 - right, right);
    };

    /// <summary>The exact value of the middle under that policy, by dynamic programming.</summary>
    public static double Value(double right)
    {
        var values = new double[5];
        var up = (right * Success) + ((1 - right) * (1 - Success));
        for (var sweep = 0; sweep < 1000; sweep++)
        {
            for (var state = 1; state <= 3; state++)
                values[state] = (up * Next(state + 1)) + ((1 - up) * Next(state - 1));
        }

        return values[2];

        double Next(int state) => state == 4 ? 1 : state == 0 ? 0.3 : Discount * values[state];
    }

    private static Trajectory Walk(Random random, double right, int id)
    {
        var steps = new List<TrajectoryStep>();
        var state = 2;
        while (state is > 0 and < 4)
        {
            var action = random.NextDouble() < right ? Right : Left;
            var moved = state + ((action == Right) == (random.NextDouble() < Success) ? 1 : -1);
            steps.Add(new TrajectoryStep { State = State(state), Action = action, Reward = moved == 4 ? 1 : moved == 0 ? 0.3 : 0, Propensity = action == Right ? right : 1 - right });
            state = moved;
        }

        return new Trajectory { Id = $"walk {id}", Steps = steps };
    }
}
