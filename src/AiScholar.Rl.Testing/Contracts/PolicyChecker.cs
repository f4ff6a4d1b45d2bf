namespace AiScholar.Rl.Testing;

/// <summary>Checks a policy against the contract of <see cref="IDecisionPolicy"/> and says what is wrong: before it is simulated, or as a test of the host's.</summary>
public static class PolicyChecker
{
    /// <summary>
    /// Tries a policy: distributions over one and many actions with dense, sparse, growing and empty contexts; the same input twice; the same seed twice; rewards that
    /// are not finite; saving and loading; damaged states; calls from several threads.
    /// </summary>
    /// <param name="create">Makes a fresh policy from a seed; each is disposed when it can be.</param>
    /// <param name="cancellationToken">Cancels between two rules.</param>
    /// <returns>What was broken, one sentence a rule; empty when nothing was.</returns>
    public static async Task<IReadOnlyList<string>> CheckAsync(Func<int, IDecisionPolicy> create, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(create);
        List<string> broken = [];
        foreach ((string rule, Func<Func<int, IDecisionPolicy>, ValueTask> check) in PolicyRules.All)
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                await check(create).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                broken.Add($"{rule}: {exception.Message}");
            }
        }

        return broken;
    }
}
