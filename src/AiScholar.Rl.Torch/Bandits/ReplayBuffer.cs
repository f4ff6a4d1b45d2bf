namespace AiScholar.Rl.Torch;

/// <summary>The latest rewards, up to a capacity; the oldest make room. Not safe for concurrent use.</summary>
internal sealed class ReplayBuffer(int capacity)
{
    private readonly List<Replay> _items = [];
    private int _oldest;

    public int Count => _items.Count;

    /// <summary>From the oldest to the newest.</summary>
    public IEnumerable<Replay> InOrder => Enumerable.Range(0, _items.Count).Select(i => _items[(_oldest + i) % _items.Count]);

    public void Add(Replay item)
    {
        if (_items.Count < capacity)
        {
            _items.Add(item);
            return;
        }

        _items[_oldest] = item;
        _oldest = (_oldest + 1) % capacity;
    }

    /// <summary>One reward to replay.</summary>
    /// <param name="Context">The context as it was encoded then; it may be narrower than later ones.</param>
    /// <param name="Action">Index of the action.</param>
    /// <param name="Reward">The reward.</param>
    internal readonly record struct Replay(float[] Context, int Action, float Reward);
}
