using System.Collections.Concurrent;

namespace AiScholar.Rl.Personalization;

/// <summary>Keeps profiles in memory: those of a host that gave no other store. A crash loses them.</summary>
internal sealed class InMemoryUserProfileStore : IUserProfileStore
{
    private readonly ConcurrentDictionary<(string TenantId, string UserId), UserProfile> _profiles = new();

    public ValueTask<UserProfile?> FindAsync(string tenantId, string userId, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(tenantId);
        ArgumentException.ThrowIfNullOrEmpty(userId);
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(_profiles.GetValueOrDefault((tenantId, userId)));
    }

    public ValueTask SaveAsync(UserProfile profile, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(profile);
        ArgumentException.ThrowIfNullOrEmpty(profile.UserId);
        cancellationToken.ThrowIfCancellationRequested();
        _profiles[(profile.TenantId, profile.UserId)] = profile;
        return ValueTask.CompletedTask;
    }

    public ValueTask<bool> ForgetAsync(string tenantId, string userId, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(tenantId);
        ArgumentException.ThrowIfNullOrEmpty(userId);
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(_profiles.TryRemove((tenantId, userId), out _));
    }
}
