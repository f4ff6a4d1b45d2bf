using Microsoft.Extensions.Options;

namespace AiScholar.Rl.Personalization;

/// <summary>Keeps profiles in memory, those saved last: for a host that gave no other store. A crash loses them.</summary>
internal sealed class InMemoryUserProfileStore(IOptions<InMemoryUserProfileOptions> options) : IUserProfileStore
{
    private readonly Dictionary<(string TenantId, string UserId), LinkedListNode<UserProfile>> _profiles = [];
    private readonly LinkedList<UserProfile> _order = [];
    private readonly Lock _gate = new();

    public ValueTask<UserProfile?> FindAsync(string tenantId, string userId, CancellationToken cancellationToken = default)
    {
        Check(tenantId, userId, cancellationToken);
        lock (_gate)
            return ValueTask.FromResult(_profiles.GetValueOrDefault((tenantId, userId))?.Value);
    }

    public ValueTask SaveAsync(UserProfile profile, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(profile);
        Check(profile.TenantId, profile.UserId, cancellationToken);
        lock (_gate)
        {
            Remove(profile.TenantId, profile.UserId);
            _profiles[(profile.TenantId, profile.UserId)] = _order.AddLast(profile);
            if (_order.Count > options.Value.Capacity)
                Remove(_order.First!.Value.TenantId, _order.First.Value.UserId);
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask<bool> ForgetAsync(string tenantId, string userId, CancellationToken cancellationToken = default)
    {
        Check(tenantId, userId, cancellationToken);
        lock (_gate)
            return ValueTask.FromResult(Remove(tenantId, userId));
    }

    private static void Check(string tenantId, string userId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tenantId);
        ArgumentException.ThrowIfNullOrEmpty(userId);
        cancellationToken.ThrowIfCancellationRequested();
    }

    private bool Remove(string tenantId, string userId)
    {
        if (!_profiles.Remove((tenantId, userId), out LinkedListNode<UserProfile>? node))
            return false;
        _order.Remove(node);
        return true;
    }
}
