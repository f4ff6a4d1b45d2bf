using System.Runtime.ExceptionServices;

namespace AiScholar.Rl.Core;

/// <summary>
/// Online model selection: decides by a mixture of its members' distributions, and shifts the mixture to the members that earn more.
/// </summary>
/// <remarks>
/// <para>Source: the master of Agarwal, Luo, Neyshabur, Schapire, "Corralling a band of bandit algorithms", COLT 2017, with exact mixing instead
/// of drawing a member, as EXP4 does (Auer et al., SIAM J. Comput. 32 (2002) 48): p(a) = sum of weight_m p_m(a). So propensities are exact,
/// and every reward judges every member (<see cref="PortfolioWeights"/>) and teaches every member with the logged propensity.</para>
/// <para>A member that fails, or gives no distribution, is left out of that call and its fault counted; when all fail, the first failure is
/// the caller's. A member that learns each user (<see cref="IUserDecisionPolicy"/>) sits out of decisions about nobody. What members said of a decision is remembered until the thread's next one; for a reward that comes later they are asked
/// again, and so judged by what they would do now.</para>
/// </remarks>
internal sealed class PortfolioPolicy : IPortfolioPolicy, IUserDecisionPolicy, IActionModels, IDisposable, IAsyncDisposable
{
    private const double SumTolerance = 1e-6;

    private readonly PortfolioMember[] _members;
    private readonly PortfolioWeights _weights;
    private readonly long[] _faults;
    private readonly bool[] _isPersonal;
    private Dictionary<string, byte[]> _unknown = [];

    public PortfolioPolicy(PortfolioOptions options, IReadOnlyList<PortfolioMember> members)
    {
        _members = [.. members];
        if (_members.Length == 0)
            throw new ArgumentException("A portfolio has at least one member.", nameof(members));
        if (_members.Select(member => member.Name).Distinct(StringComparer.Ordinal).Count() < _members.Length)
            throw new ArgumentException("Two members of a portfolio have the same name.", nameof(members));
        if (_members.FirstOrDefault(member => !(member.InitialWeight > 0 && double.IsFinite(member.InitialWeight))) is { } wrong)
            throw new ArgumentException($"Member '{wrong.Name}' has initial weight {wrong.InitialWeight}; it must be positive.", nameof(members));
        _weights = new PortfolioWeights(options, _members.Select(member => member.InitialWeight));
        _faults = new long[_members.Length];
        _isPersonal = Array.ConvertAll(_members, member => member.Policy is IUserDecisionPolicy);
        if (!_isPersonal.Contains(false))
            Array.Clear(_isPersonal);
    }

    public IReadOnlyList<PortfolioMemberStatus> Members
    {
        get
        {
            double[] weights = new double[_members.Length];
            _weights.CopyTo(weights);
            int leader = Array.IndexOf(weights, weights.Max());
            return [.. _members.Select((member, i) => new PortfolioMemberStatus
            {
                Name = member.Name,
                Weight = weights[i],
                IsLeader = i == leader,
                Evidence = _weights.Evidence(i),
                Faults = Volatile.Read(ref _faults[i]),
            })];
        }
    }

    public void GetProbabilities(in PolicyInput input, Span<double> probabilities)
    {
        PolicyArguments.Check(input.Actions.Span, probabilities);
        PortfolioScratch scratch = PortfolioScratch.Take();
        Ask(input, scratch);
        double total = 0;
        foreach (double weight in scratch.Weights.AsSpan(0, _members.Length))
            total += weight;
        ReadOnlySpan<double> own = scratch.Probabilities(_members.Length, probabilities.Length);
        probabilities.Clear();
        for (int i = 0; i < _members.Length; i++)
        {
            double weight = scratch.Weights[i] / total;
            if (weight > 0)
                System.Numerics.Tensors.TensorPrimitives.MultiplyAdd(own.Slice(i * probabilities.Length, probabilities.Length), weight, probabilities, probabilities);
        }

        ActionDistribution.Normalize(probabilities, 0);
        PortfolioScratch.Return(scratch);
    }

    public void Learn(in PolicyInput input, int actionIndex, double reward, double propensity)
    {
        int actions = input.Actions.Length;
        PolicyArguments.CheckReward(actions, actionIndex, reward, propensity);
        PortfolioScratch scratch = PortfolioScratch.Take();
        if (!scratch.Holds(this, _weights.Version, input))
            Ask(input, scratch);
        Span<double> table = scratch.Probabilities(_members.Length, actions);
        Span<double> own = scratch.Weights.AsSpan(0, _members.Length);
        bool isAnonymous = string.IsNullOrEmpty(input.UserKey);
        for (int i = 0; i < own.Length; i++)
            own[i] = own[i] > 0 ? table[(i * actions) + actionIndex] : double.NaN;
        Exception? first = null;
        int failed = 0, asked = 0;
        for (int i = 0; i < _members.Length; i++)
        {
            if (isAnonymous && _isPersonal[i])
                continue;
            asked++;
            try
            {
                _members[i].Policy.Learn(input, actionIndex, reward, propensity);
            }
            catch (Exception exception)
            {
                first ??= exception;
                failed++;
                own[i] = double.NaN;
                Interlocked.Increment(ref _faults[i]);
            }
        }

        if (failed == asked)
            ExceptionDispatchInfo.Throw(first!);
        _weights.Judge(reward, propensity, own);
        scratch.Rent(_members.Length, actions);
        PortfolioScratch.Return(scratch);
    }

    public async ValueTask SaveAsync(Stream destination, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(destination);
        byte[][] states = await SaveMembersAsync(cancellationToken).ConfigureAwait(false);
        byte[] payload = PortfolioState.Write(_members, states, _weights, _unknown);
        await SavedState.WriteAsync(destination, BanditBuilderExtensions.PortfolioName, PortfolioState.Version, payload, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Loads its own state, or that of one policy into every member that takes it.</summary>
    public async ValueTask LoadAsync(Stream source, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        (string kind, int version, byte[] payload) = await SavedState.ReadAnyAsync(source, cancellationToken).ConfigureAwait(false);
        if (kind == BanditBuilderExtensions.PortfolioName && version is < 1 or > PortfolioState.Version)
            throw new StateException(AdvancedRlErrorCode.StateVersionUnsupported, $"The saved state of '{kind}' has format {version}; this version reads formats 1 to {PortfolioState.Version}.");
        byte[][] backup = await SaveMembersAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (kind == BanditBuilderExtensions.PortfolioName)
                await LoadOwnAsync(PortfolioState.Read(payload), cancellationToken).ConfigureAwait(false);
            else
                await LoadOneAsync(kind, version, payload, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            for (int i = 0; i < _members.Length; i++)
                await _members[i].Policy.LoadAsync(new MemoryStream(backup[i]), CancellationToken.None).ConfigureAwait(false);
            throw;
        }
    }

    public async ValueTask PrepareUserAsync(string userKey, CancellationToken cancellationToken = default)
    {
        foreach (PortfolioMember member in _members)
        {
            if (member.Policy is IUserDecisionPolicy policy)
                await policy.PrepareUserAsync(userKey, cancellationToken).ConfigureAwait(false);
        }
    }

    public async ValueTask FlushUsersAsync(CancellationToken cancellationToken = default)
    {
        foreach (PortfolioMember member in _members)
        {
            if (member.Policy is IUserDecisionPolicy policy)
                await policy.FlushUsersAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    public async ValueTask<bool> ForgetUserAsync(string userKey, CancellationToken cancellationToken = default)
    {
        bool known = false;
        foreach (PortfolioMember member in _members)
        {
            if (member.Policy is IUserDecisionPolicy policy)
                known |= await policy.ForgetUserAsync(userKey, cancellationToken).ConfigureAwait(false);
        }

        return known;
    }

    public bool RemoveAction(string actionId)
    {
        bool known = false;
        foreach (PortfolioMember member in _members)
            known |= member.Policy is IActionModels models && models.RemoveAction(actionId);
        return known;
    }

    public bool WarmStartAction(string actionId, string sourceActionId, double share)
    {
        bool known = false;
        foreach (PortfolioMember member in _members)
            known |= member.Policy is IActionModels models && models.WarmStartAction(actionId, sourceActionId, share);
        return known;
    }

    public void Dispose()
    {
        foreach (PortfolioMember member in _members)
            (member.Policy as IDisposable)?.Dispose();
    }

    /// <summary>Lets members that keep users' states write them first.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (PortfolioMember member in _members)
        {
            if (member.Policy is IAsyncDisposable disposable)
                await disposable.DisposeAsync().ConfigureAwait(false);
            else
                (member.Policy as IDisposable)?.Dispose();
        }
    }

    /// <summary>Fills the members' probabilities; weight 0 for one that fails.</summary>
    private void Ask(in PolicyInput input, PortfolioScratch scratch)
    {
        int actions = input.Actions.Length;
        Span<double> table = scratch.Rent(_members.Length, actions);
        long version = _weights.CopyTo(scratch.Weights);
        Exception? first = null;
        bool isAnonymous = string.IsNullOrEmpty(input.UserKey);
        int failed = 0, asked = 0;
        for (int i = 0; i < _members.Length; i++)
        {
            Span<double> own = table.Slice(i * actions, actions);
            if (isAnonymous && _isPersonal[i])
            {
                own.Clear();
                scratch.Weights[i] = 0;
                continue;
            }

            asked++;
            try
            {
                _members[i].Policy.GetProbabilities(input, own);
                CheckDistribution(own, _members[i].Name);
                scratch.Weights[i] = Math.Max(scratch.Weights[i], double.Epsilon);
            }
            catch (Exception exception)
            {
                first ??= exception;
                failed++;
                scratch.Weights[i] = 0;
            }
        }

        if (failed == asked)
            ExceptionDispatchInfo.Throw(first!);
        for (int i = 0; i < _members.Length && failed > 0; i++)
        {
            if (scratch.Weights[i] == 0 && !(isAnonymous && _isPersonal[i]))
                Interlocked.Increment(ref _faults[i]);
        }

        scratch.Remember(this, version, input);
    }

    private static void CheckDistribution(ReadOnlySpan<double> probabilities, string name)
    {
        double sum = 0;
        bool isValid = true;
        foreach (double probability in probabilities)
        {
            sum += probability;
            isValid &= probability >= 0;
        }

        if (!isValid || !(Math.Abs(sum - 1) <= SumTolerance))
            throw new InvalidOperationException($"Member '{name}' gave probabilities that are negative or sum to {sum}.");
    }

    private async ValueTask<byte[][]> SaveMembersAsync(CancellationToken cancellationToken)
    {
        byte[][] states = new byte[_members.Length][];
        for (int i = 0; i < states.Length; i++)
        {
            using var stream = new MemoryStream();
            await _members[i].Policy.SaveAsync(stream, cancellationToken).ConfigureAwait(false);
            states[i] = stream.ToArray();
        }

        return states;
    }

    private async ValueTask LoadOwnAsync(PortfolioState state, CancellationToken cancellationToken)
    {
        double[] sums = new double[_members.Length];
        double[] squares = new double[_members.Length];
        var unknown = new Dictionary<string, byte[]>(state.States, StringComparer.Ordinal);
        for (int i = 0; i < _members.Length; i++)
        {
            if (!unknown.Remove(_members[i].Name, out byte[]? saved))
                continue;
            await _members[i].Policy.LoadAsync(new MemoryStream(saved), cancellationToken).ConfigureAwait(false);
            (sums[i], squares[i]) = state.Evidence[_members[i].Name];
        }

        _weights.Restore(sums, squares, state.Rewards, state.Counted);
        _unknown = unknown;
    }

    private async ValueTask LoadOneAsync(string kind, int version, byte[] payload, CancellationToken cancellationToken)
    {
        using var state = new MemoryStream();
        await SavedState.WriteAsync(state, kind, version, payload, cancellationToken).ConfigureAwait(false);
        bool taken = false;
        foreach (PortfolioMember member in _members)
        {
            state.Position = 0;
            try
            {
                await member.Policy.LoadAsync(state, cancellationToken).ConfigureAwait(false);
                taken = true;
            }
            catch (StateException exception) when (exception.ErrorCode == AdvancedRlErrorCode.StateMismatch)
            {
                // Of another kind than this member's.
            }
        }

        if (!taken)
            throw new StateException(AdvancedRlErrorCode.StateMismatch, $"The saved state is of '{kind}'; no member of the portfolio can load it.");
    }
}
