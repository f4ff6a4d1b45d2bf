namespace AiScholar.Rl;

/// <summary>Keeps profiles. Safe to call from many threads; reads and writes are scoped by tenant.</summary>
public interface IUserProfileStore
{
    /// <summary>The profile of a user, or null.</summary>
    ValueTask<UserProfile?> FindAsync(string tenantId, string userId, CancellationToken cancellationToken = default);

    /// <summary>Adds or replaces a profile.</summary>
    ValueTask SaveAsync(UserProfile profile, CancellationToken cancellationToken = default);

    /// <summary>Removes a profile.</summary>
    /// <returns>Whether there was one.</returns>
    ValueTask<bool> ForgetAsync(string tenantId, string userId, CancellationToken cancellationToken = default);
}
