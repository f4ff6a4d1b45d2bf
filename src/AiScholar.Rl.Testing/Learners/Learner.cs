using Microsoft.Extensions.DependencyInjection;

namespace AiScholar.Rl.Testing;

/// <summary>What is tested, or what it is compared with: a fresh one is made for every run. Safe to use from many threads.</summary>
public sealed class Learner
{
    private readonly Func<int, TimeProvider, LearnerRun> _start;

    private Learner(string name, Func<int, TimeProvider, LearnerRun> start)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        (Name, _start) = (name, start);
    }

    /// <summary>Names it in reports.</summary>
    public string Name { get; }

    /// <summary>Every action with the same probability.</summary>
    public static Learner Uniform() => new("uniform", static (seed, _) => new FixedRun(seed, FixedRun.Uniform));

    /// <summary>Knows the mean rewards; its regret is 0.</summary>
    public static Learner Oracle() => new("oracle", static (_, _) => new OracleRun());

    /// <summary>The same action whenever it is offered, else an even draw.</summary>
    public static Learner Always(string actionId)
    {
        ArgumentException.ThrowIfNullOrEmpty(actionId);
        return new Learner($"always {actionId}", (seed, _) => new FixedRun(seed, step => FixedRun.Always(step, actionId)));
    }

    /// <summary>A policy of the host's own, or any other. Features are encoded as a loop does; an event is learnt from once its whole reward is there.</summary>
    /// <param name="name">Names it in reports.</param>
    /// <param name="create">Makes a fresh policy from a run's seed; it is disposed at the run's end. May be called from many threads.</param>
    public static Learner Policy(string name, Func<int, IDecisionPolicy> create)
    {
        ArgumentNullException.ThrowIfNull(create);
        return new Learner(name, (seed, _) => new PolicyRun(name, create(seed), seed));
    }

    /// <summary>A loop with the built-ins of personalization, in a container of its own, whose clock is the simulation's and whose seed is the run's.</summary>
    /// <param name="name">Names it in reports.</param>
    /// <param name="configure">Changes the loop; null to test the defaults. May be called from many threads.</param>
    public static Learner Loop(string name, Action<IPersonalizationBuilder>? configure = null) =>
        new(name, (seed, clock) =>
        {
            ServiceProvider services = new ServiceCollection()
                .AddSingleton(clock)
                .AddAdvancedRl(rl => rl.Configure(options => options.Seed = seed).AddPersonalization(loop =>
                {
                    loop.AddDefaults();
                    configure?.Invoke(loop);
                }))
                .BuildServiceProvider();
            return new PersonalizerRun(name, services.GetRequiredService<IPersonalizer>(), services);
        });

    /// <summary>A loop from the host's own container, or another implementation of the contract.</summary>
    /// <param name="name">Names it in reports.</param>
    /// <param name="create">Makes a fresh loop from a run's seed and its clock; it is disposed at the run's end when it can be. May be called from many threads.</param>
    public static Learner Personalizer(string name, Func<int, TimeProvider, IPersonalizer> create)
    {
        ArgumentNullException.ThrowIfNull(create);
        return new Learner(name, (seed, clock) =>
        {
            IPersonalizer personalizer = create(seed, clock);
            return new PersonalizerRun(name, personalizer, personalizer as IAsyncDisposable);
        });
    }

    internal LearnerRun Start(int seed, TimeProvider clock) => _start(seed, clock);
}
