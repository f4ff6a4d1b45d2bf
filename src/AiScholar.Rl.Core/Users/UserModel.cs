namespace AiScholar.Rl.Core;

/// <summary>What is known of one user: the evidence on the actions they met. Guarded by the lock of its entry.</summary>
internal sealed class UserModel
{
    private readonly List<UserEvidence> _actions = [];

    /// <summary>How many rewards of this user were learnt from.</summary>
    public long Count { get; set; }

    public IReadOnlyList<UserEvidence> Actions => _actions;

    public bool IsEmpty => Count == 0 && _actions.Count == 0;

    /// <summary>An upper bound of its size when saved.</summary>
    public int StoredBytes { get; private set; } = UserModelFormat.HeaderBytes;

    public UserEvidence? Find(string actionId)
    {
        // A user has met few actions, and their ids are mostly the very same strings.
        foreach (UserEvidence action in _actions)
        {
            if (string.Equals(action.ActionId, actionId, StringComparison.Ordinal))
                return action;
        }

        return null;
    }

    /// <summary>The evidence of the action, with room for the context within the limit; drops the least used others first. Null when it cannot fit alone.</summary>
    public UserEvidence? FindOrMakeRoom(string actionId, BanditVector x, int maxBytes)
    {
        UserEvidence? action = Find(actionId);
        UserEvidence wanted = action ?? new UserEvidence(actionId);
        int needed = wanted.StoredBytesWith(x);
        if (UserModelFormat.HeaderBytes + needed > maxBytes)
            return null;
        while (StoredBytes - (action?.StoredBytes ?? 0) + needed > maxBytes)
            Drop(LeastUsed(except: action));
        if (action is null)
            Add(wanted);
        return wanted;
    }

    /// <summary>To be called after evidence has changed its size from <paramref name="before"/>.</summary>
    public void Resized(UserEvidence action, int before) => StoredBytes += action.StoredBytes - before;

    public void Add(UserEvidence action)
    {
        _actions.Add(action);
        StoredBytes += action.StoredBytes;
    }

    /// <summary>Adds what an earlier model of the same user holds, within the limit.</summary>
    public void Merge(UserModel other, int maxBytes)
    {
        foreach (UserEvidence action in _actions)
            action.LastUse += other.Count;
        foreach (UserEvidence theirs in other._actions)
        {
            if (Find(theirs.ActionId) is { } mine)
            {
                int before = mine.StoredBytes;
                mine.Add(theirs);
                Resized(mine, before);
            }
            else
            {
                Add(theirs);
            }
        }

        Count += other.Count;
        while (StoredBytes > maxBytes && _actions.Count > 0)
            Drop(LeastUsed(except: null));
    }

    public void Clear()
    {
        _actions.Clear();
        (Count, StoredBytes) = (0, UserModelFormat.HeaderBytes);
    }

    private void Drop(UserEvidence action)
    {
        _actions.Remove(action);
        StoredBytes -= action.StoredBytes;
    }

    private UserEvidence LeastUsed(UserEvidence? except)
    {
        UserEvidence? least = null;
        foreach (UserEvidence action in _actions)
        {
            if (action != except && (least is null || action.Uses < least.Uses || (action.Uses == least.Uses && action.LastUse < least.LastUse)))
                least = action;
        }

        return least!;
    }
}
