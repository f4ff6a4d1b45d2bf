using System.Diagnostics;
using System.Globalization;
using AiScholar.Rl.Evaluation.Running;
using Microsoft.Extensions.DependencyInjection;

namespace AiScholar.Rl.Evaluation.Users;

/// <summary>
/// The per-user policy over its file store: many people who come once or more, decided on and rewarded; then a panel who come often, to see what knowing a
/// person is worth. Half of the visits are of new people, the others of people who were there before, rather lately than long ago.
/// </summary>
public sealed class UsersMeasure : IMeasure
{
    private const int SampledUsers = 20_000;

    public string Name => "users";

    public string Usage => "[--users N] [--features N] [--actions N] [--cache N] [--events-per-visit N] [--panel N] [--panel-events N] [--threads N]";

    public bool NeedsData => false;

    public async Task<MeasureResult> RunAsync(MeasureArguments arguments, MeasureProgress progress, CancellationToken cancellationToken)
    {
        var settings = new UsersSettings
        {
            Users = arguments.Integer("users", 1_000_000, 1),
            Features = arguments.Integer("features", 64, 1),
            Actions = arguments.Integer("actions", 20, 2),
            Cache = arguments.Integer("cache", 50_000, 1),
            EventsPerVisit = arguments.Integer("events-per-visit", 2, 1),
            Panel = arguments.Integer("panel", 200, 1),
            PanelEvents = arguments.Integer("panel-events", 400, 10),
            Threads = arguments.Integer("threads", Environment.ProcessorCount, 1),
            Seed = arguments.Seed,
        };
        arguments.RejectUnknown();
        string folder = Directory.CreateTempSubdirectory("aischolar-users-").FullName;
        try
        {
            return await RunAsync(settings, folder, progress, cancellationToken);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<MeasureResult> RunAsync(UsersSettings settings, string folder, MeasureProgress progress, CancellationToken cancellationToken)
    {
        var people = new SimulatedPeople(settings.Features, settings.Actions, settings.Seed);
        var crowd = new Crowd(people, settings);
        var panel = new Panel(people, settings);
        using var counters = new CacheCounters();
        double seconds;
        await using (ServiceProvider services = Services(folder, settings))
        {
            var policy = (IUserDecisionPolicy)services.GetRequiredKeyedService<IDecisionPolicy>($"{PersonalizationLoop.DefaultName}/{UsersBuilderExtensions.PerUserName}");
            long start = Stopwatch.GetTimestamp();
            await crowd.RunAsync(policy, progress, cancellationToken);
            seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        }

        double hitRate = counters.HitRate, returningHitRate = counters.ReturningHitRate(settings.Users);
        long writes = counters.Writes;
        double diskBytes = new DirectoryInfo(folder).EnumerateFiles().Sum(file => file.Length);
        await using (ServiceProvider services = Services(folder, settings))
        {
            // A restart: only the files and the saved population are left.
            var policy = (IUserDecisionPolicy)services.GetRequiredKeyedService<IDecisionPolicy>($"{PersonalizationLoop.DefaultName}/{UsersBuilderExtensions.PerUserName}");
            await policy.LoadAsync(new MemoryStream(crowd.SavedPolicy), cancellationToken);
            await panel.RunAsync(policy, progress, cancellationToken);
        }

        await using ServiceProvider reader = Services(folder, settings);
        (double mean, long largest, int missing) = await SizesAsync(reader.GetRequiredService<IUserStateStore>(), settings, cancellationToken);
        progress.Report(1, 1, "done");
        using var process = Process.GetCurrentProcess();
        KeyValuePair<string, double>[] figures =
        [
            new("users", settings.Users),
            new("decisions", crowd.Decisions),
            new("bytes_per_user_mean", mean),
            new("bytes_per_user_largest", largest),
            new("users_missing", missing),
            new("peak_resident_mb", process.PeakWorkingSet64 / 1048576.0),
            new("disk_mb", diskBytes / 1048576.0),
            new("seconds", seconds),
            new("decisions_per_second", crowd.Decisions / seconds),
            new("cache_hit_rate", hitRate),
            new("cache_hit_rate_returning", returningHitRate),
            new("users_written", writes),
            new("reward_optimal", panel.Late.Optimal),
            new("reward_personalized", panel.Late.Personalized),
            new("reward_population", panel.Late.Population),
            new("reward_fresh_user", panel.Late.Fresh),
            new("reward_random", panel.Late.Random),
            new("reward_personalized_first_events", panel.Early.Personalized),
        ];
        return new MeasureResult
        {
            Columns = ["figure", "value"],
            Rows = [.. figures.Select(figure => (IReadOnlyList<string>)[figure.Key, figure.Value.ToString("#,0.####", CultureInfo.InvariantCulture)])],
            Figures = figures,
        };
    }

    private static ServiceProvider Services(string folder, UsersSettings settings) => new ServiceCollection()
        .AddAdvancedRl(rl => rl
            .UseFileUserStates(folder)
            .AddPersonalization(loop => loop.UsePerUser(options => options.CachedUsers = settings.Cache)))
        .BuildServiceProvider();

    /// <summary>Sizes of saved states: of a sample of all people, and of the whole panel.</summary>
    private static async Task<(double Mean, long Largest, int Missing)> SizesAsync(IUserStateStore store, UsersSettings settings, CancellationToken cancellationToken)
    {
        string scope = $"{PersonalizationLoop.DefaultName}/{UsersBuilderExtensions.PerUserName}";
        long sum = 0, largest = 0;
        int missing = 0, sampled = Math.Min(SampledUsers, settings.Users);
        for (int i = 0; i < sampled + settings.Panel; i++)
        {
            long person = i < sampled ? (long)i * settings.Users / sampled : settings.Users + i - sampled;
            ReadOnlyMemory<byte>? state = await store.FindAsync(scope, SimulatedPeople.KeyOf(person), cancellationToken);
            missing += state is null ? 1 : 0;
            sum += i < sampled ? state?.Length ?? 0 : 0;
            largest = Math.Max(largest, state?.Length ?? 0);
        }

        return (sum / (double)sampled, largest, missing);
    }
}
