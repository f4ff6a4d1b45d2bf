namespace AiScholar.Rl;

/// <summary>Keeps what policies learnt of single users, a small blob each. Registered once; safe to call from many threads.</summary>
/// <remarks>Keys are pseudonyms, scoped by a name (the loop and the policy). What <see cref="SaveAsync"/> was given is there for the next <see cref="FindAsync"/>; the last write of a key wins.</remarks>
public interface IUserStateStore
{
    /// <summary>The saved state, or null when there is none.</summary>
    ValueTask<ReadOnlyMemory<byte>?> FindAsync(string scope, string userKey, CancellationToken cancellationToken = default);

    /// <summary>Saves a user's state; the memory belongs to the caller again once this returns.</summary>
    ValueTask SaveAsync(string scope, string userKey, ReadOnlyMemory<byte> state, CancellationToken cancellationToken = default);

    /// <summary>Removes a user's state; false when there was none.</summary>
    ValueTask<bool> RemoveAsync(string scope, string userKey, CancellationToken cancellationToken = default);
}
