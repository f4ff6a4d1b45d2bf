using System.Numerics.Tensors;

namespace AiScholar.Rl.Core;

/// <summary>The latest contexts and rewards of one action, searched in full. Guarded by the policy's lock.</summary>
internal sealed class NeighborMemory(int capacity)
{
    private float[] _contexts = [];
    private float[] _rewards = [];
    private int _next;

    public int Width { get; private set; }

    public int Count { get; private set; }

    /// <summary>The context at a place, oldest first.</summary>
    public ReadOnlySpan<float> Context(int i) => _contexts.AsSpan(Place(i) * Width, Width);

    public float Reward(int i) => _rewards[Place(i)];

    public void Add(ReadOnlySpan<float> context, float reward)
    {
        Grow(Math.Max(Width, context.Length), Math.Min(capacity, Count + 1));
        Span<float> target = _contexts.AsSpan(_next * Width, Width);
        context.CopyTo(target);
        target[context.Length..].Clear();
        _rewards[_next] = reward;
        _next = (_next + 1) % capacity;
        Count = Math.Min(Count + 1, capacity);
    }

    /// <summary>Fills squared distances and rewards of the nearest, by rising distance; returns how many there are.</summary>
    public int FindNearest(ReadOnlySpan<float> context, Span<float> distances, Span<float> rewards)
    {
        int found = 0;
        int common = Math.Min(Width, context.Length);
        float beyond = TensorPrimitives.SumOfSquares(context[common..]);
        for (int i = 0; i < Count; i++)
        {
            ReadOnlySpan<float> other = _contexts.AsSpan(i * Width, Width);
            float root = common == 0 ? 0 : TensorPrimitives.Distance(context[..common], other[..common]);
            float distance = (root * root) + beyond + TensorPrimitives.SumOfSquares(other[common..]);
            if (found == distances.Length && distance >= distances[found - 1])
                continue;
            int place = found < distances.Length ? found++ : found - 1;
            for (; place > 0 && distances[place - 1] > distance; place--)
                (distances[place], rewards[place]) = (distances[place - 1], rewards[place - 1]);
            (distances[place], rewards[place]) = (distance, _rewards[i]);
        }

        return found;
    }

    private int Place(int i) => Count < capacity ? i : (_next + i) % capacity;

    private void Grow(int width, int count)
    {
        int rows = width == 0 ? count : Math.Max(count, _rewards.Length);
        if (rows > _rewards.Length)
            rows = Math.Min(capacity, Math.Max(rows, Math.Max(8, _rewards.Length * 2)));
        if (width != Width || rows > _rewards.Length)
        {
            var contexts = new float[checked(rows * width)];
            for (int i = 0; i < Count; i++)
                _contexts.AsSpan(i * Width, Width).CopyTo(contexts.AsSpan(i * width));
            (_contexts, Width) = (contexts, width);
        }

        Array.Resize(ref _rewards, rows);
    }
}
