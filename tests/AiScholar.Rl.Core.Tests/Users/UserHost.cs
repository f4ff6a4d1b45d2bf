using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace AiScholar.Rl.Core.Tests.Users;

/// <summary>Policies and stores for tests.</summary>
internal static class UserHost
{
    public static InMemoryUserStateStore Memory() => new(Options.Create(new InMemoryUserStateOptions()));

    public static PerUserPolicy Policy(IUserStateStore? store = null, PerUserOptions? options = null) =>
        new(options ?? new PerUserOptions(), store ?? Memory(), "default/per-user", NullLogger.Instance);

    public static PolicyInput Input(float[] context, string? user, params string[] actions) =>
        new(new FeatureVector(context), actions.Select(id => new PolicyAction(id)).ToArray(), userKey: user);

    public static PolicyInput Sparse(int dimension, int[] indices, float[] values, string? user, params string[] actions) =>
        new(new FeatureVector(values, indices, dimension), actions.Select(id => new PolicyAction(id)).ToArray(), userKey: user);

    /// <summary>A store that takes its time: every call ends on another thread.</summary>
    public sealed class YieldingStore(IUserStateStore inner) : IUserStateStore
    {
        private int _writes;

        public int Writes => _writes;

        public bool Fails { get; set; }

        public async ValueTask<ReadOnlyMemory<byte>?> FindAsync(string scope, string userKey, CancellationToken cancellationToken = default)
        {
            await Task.Yield();
            return await inner.FindAsync(scope, userKey, cancellationToken);
        }

        public async ValueTask SaveAsync(string scope, string userKey, ReadOnlyMemory<byte> state, CancellationToken cancellationToken = default)
        {
            await Task.Yield();
            if (Fails)
                throw new IOException("The disk is full.");
            Interlocked.Increment(ref _writes);
            await inner.SaveAsync(scope, userKey, state, cancellationToken);
        }

        public async ValueTask<bool> RemoveAsync(string scope, string userKey, CancellationToken cancellationToken = default)
        {
            await Task.Yield();
            return await inner.RemoveAsync(scope, userKey, cancellationToken);
        }
    }
}
