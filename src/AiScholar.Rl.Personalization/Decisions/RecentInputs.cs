namespace AiScholar.Rl.Personalization;

/// <summary>
/// What the policy saw at the latest decisions: a reward that comes soon is learnt on the very vectors it was earned by, without encoding them again.
/// Of an event that has left, the log is encoded with what is known by then. Safe to call from many threads.
/// </summary>
internal sealed class RecentInputs
{
    private const int Kept = 64;

    /// <summary>Inputs of more numbers are not kept, so that all of them together take at most 4 MiB.</summary>
    private const int MaxNumbers = 16_384;

    private readonly Entry?[] _entries = new Entry?[Kept];
    private int _next;

    public void Add(LoggedDecision decision, in PolicyInput input)
    {
        if (IsSmall(input))
            Volatile.Write(ref _entries[(uint)Interlocked.Increment(ref _next) % Kept], new Entry(decision.TenantId, decision.EventId, input));
    }

    /// <summary>What was seen at a decision, once.</summary>
    public bool TryTake(LoggedDecision decision, out PolicyInput input)
    {
        int newest = Volatile.Read(ref _next);
        for (int i = 0; i < Kept; i++)
        {
            ref Entry? place = ref _entries[(uint)(newest - i) % Kept];
            Entry? entry = Volatile.Read(ref place);
            if (entry is null || entry.EventId != decision.EventId || entry.TenantId != decision.TenantId)
                continue;
            input = entry.Input;
            return Interlocked.CompareExchange(ref place, null, entry) == entry;
        }

        input = default;
        return false;
    }

    /// <summary>Drops what was seen of a user, or everything.</summary>
    public void Forget(string? userKey = null)
    {
        foreach (ref Entry? place in _entries.AsSpan())
        {
            if (userKey is null || place?.Input.UserKey == userKey)
                Volatile.Write(ref place, null);
        }
    }

    private static bool IsSmall(in PolicyInput input)
    {
        long numbers = input.Context.Values.Length + input.Actions.Length;
        foreach (ref readonly PolicyAction action in input.Actions.Span)
            numbers += action.Features.Values.Length;
        return numbers <= MaxNumbers;
    }

    private sealed record Entry(string TenantId, string EventId, PolicyInput Input);
}
