using AiScholar.Rl.Core;
using Microsoft.Extensions.DependencyInjection;

namespace AiScholar.Rl.Torch.Tests;

/// <summary>Sequences with a known rule, and small networks.</summary>
internal static class SequenceTasks
{
    public const int Actions = 8;

    public static SequenceTrainingOptions Quick { get; } = new() { Epochs = 30, BatchSize = 128, LearningRate = 0.01, WarmupSteps = 5, Dropout = 0, AveragingDecay = 0.9, UseBfloat16 = false };

    public static ServiceProvider Services(Action<SequenceModelOptions>? configure = null, string? domain = null)
    {
        void Small(SequenceModelOptions options)
        {
            (options.Width, options.Layers, options.Heads, options.MaximumLength) = (16, 1, 2, 12);
            configure?.Invoke(options);
        }

        return new ServiceCollection()
            .AddAdvancedRl(rl => rl.AddTorch(torch => torch.Device = "cpu").AddExtensionRuntime().AddPersonalization(p => p.UseSasRec(Small, domain: domain).UseGru4Rec(Small, domain: domain)))
            .AddLogging()
            .BuildServiceProvider();
    }

    public static ISequenceModel Model(IServiceProvider services, string kind = "sasrec") => services.GetRequiredKeyedService<ISequenceModel>($"default/{kind}");

    public static IBehaviorPredictor Predictor(IServiceProvider services, string kind = "sasrec") => services.GetRequiredKeyedService<IBehaviorPredictor>($"default/{kind}");

    /// <summary>a, b, a, b, …: the action before the last is the next; the last alone does not tell.</summary>
    public static SequenceTrainingSet Turns(int seed = 0, int count = 200) => new()
    {
        Sequences = [.. Enumerable.Range(0, count).Select(i => new ActionSequence { Actions = Turn(new Random(seed + i), 10) })],
    };

    /// <summary>a, then a + 1 modulo <see cref="Actions"/>.</summary>
    public static SequenceTrainingSet Steps(int count = 40) => new()
    {
        Sequences = [.. Enumerable.Range(0, count).Select(i => new ActionSequence { Actions = [.. Enumerable.Range(i, 9).Select(number => Action(number % Actions))] })],
    };

    public static UserAction Action(int number, double seconds = 0) => new() { ActionType = new ActionType($"a{number}"), Timestamp = DateTimeOffset.UnixEpoch.AddSeconds(seconds) };

    public static UserContext After(params int[] numbers) => new() { UserId = "u", RecentActions = [.. numbers.Select(number => Action(number))] };

    private static UserAction[] Turn(Random random, int length)
    {
        var (first, second) = (random.Next(Actions), random.Next(Actions));
        return [.. Enumerable.Range(0, length).Select(place => Action(place % 2 == 0 ? first : second))];
    }
}
