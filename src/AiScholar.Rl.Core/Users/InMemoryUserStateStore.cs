using Microsoft.Extensions.Options;

namespace AiScholar.Rl.Core;

/// <summary>User states in memory: for tests, and for hosts whose people need not be known after a restart.</summary>
internal sealed class InMemoryUserStateStore(IOptions<InMemoryUserStateOptions> options) : IUserStateStore
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(string Scope, string Key), LinkedListNode<((string Scope, string Key) Id, byte[] State)>> _states = [];
    private readonly LinkedList<((string Scope, string Key) Id, byte[] State)> _order = new();

    public int Count => _states.Count;

    public ValueTask<ReadOnlyMemory<byte>?> FindAsync(string scope, string userKey, CancellationToken cancellationToken = default)
    {
        Check(scope, userKey);
        lock (_gate)
            return new(_states.TryGetValue((scope, userKey), out var node) ? (ReadOnlyMemory<byte>?)node.Value.State : null);
    }

    public ValueTask SaveAsync(string scope, string userKey, ReadOnlyMemory<byte> state, CancellationToken cancellationToken = default)
    {
        Check(scope, userKey);
        byte[] copy = state.ToArray();
        lock (_gate)
        {
            if (_states.Remove((scope, userKey), out var old))
                _order.Remove(old);
            _states.Add((scope, userKey), _order.AddLast(((scope, userKey), copy)));
            if (_states.Count > options.Value.Capacity)
            {
                _states.Remove(_order.First!.Value.Id);
                _order.RemoveFirst();
            }
        }

        return default;
    }

    public ValueTask<bool> RemoveAsync(string scope, string userKey, CancellationToken cancellationToken = default)
    {
        Check(scope, userKey);
        lock (_gate)
        {
            if (!_states.Remove((scope, userKey), out var node))
                return new(false);
            _order.Remove(node);
            return new(true);
        }
    }

    private static void Check(string scope, string userKey)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentException.ThrowIfNullOrEmpty(userKey);
    }
}
