using System.Diagnostics.Metrics;

namespace AiScholar.Rl.Core;

/// <summary>What the cache of users counts.</summary>
internal static class UserTelemetry
{
    public static readonly Counter<long> Hits =
        CoreTelemetry.Meter.CreateCounter<long>("aischolar.rl.users.cache.hits", "{user}", "Users asked for that were in memory.");

    public static readonly Counter<long> Misses =
        CoreTelemetry.Meter.CreateCounter<long>("aischolar.rl.users.cache.misses", "{user}", "Users asked for that the store was asked for.");

    public static readonly Counter<long> Writes =
        CoreTelemetry.Meter.CreateCounter<long>("aischolar.rl.users.cache.writes", "{user}", "Changed users written to the store.");

    public static readonly Counter<long> Evictions =
        CoreTelemetry.Meter.CreateCounter<long>("aischolar.rl.users.cache.evictions", "{user}", "Users that left memory to make room.");
}
