using System.Runtime.CompilerServices;

namespace AiScholar.Rl.Personalization;

/// <summary>Forgets and exports a person in every loop.</summary>
internal static class UserData
{
    public static async ValueTask<long> ForgetAsync(PersonalizationServices services, string userId, string tenantId, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(userId);
        ArgumentNullException.ThrowIfNull(tenantId);
        string userKey = services.Pseudonyms.Of(tenantId, userId)!;
        long removed = await services.Experience.ForgetUserAsync(tenantId, userKey, cancellationToken).ConfigureAwait(false);
        await services.Profiles.ForgetAsync(tenantId, userId, cancellationToken).ConfigureAwait(false);
        foreach (string name in services.LoopNames)
        {
            if (services.GetLoop(name) is Personalizer loop)
                await ForgetStateAsync(loop, userKey, cancellationToken).ConfigureAwait(false);
        }

        services.Pseudonyms.Drop(tenantId, userId);
        await services.AuditAsync("user-forgotten", userKey, cancellationToken).ConfigureAwait(false);
        return removed;
    }

    public static async IAsyncEnumerable<LoggedDecision> ExportAsync(PersonalizationServices services, string userId, string tenantId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(userId);
        ArgumentNullException.ThrowIfNull(tenantId);
        string userKey = services.Pseudonyms.Of(tenantId, userId)!;
        foreach (string name in services.LoopNames)
        {
            var query = new ExperienceQuery { LoopName = name, TenantId = tenantId, UserKey = userKey };
            await foreach (LoggedDecision decision in services.Experience.ReadAsync(query, cancellationToken).ConfigureAwait(false))
                yield return decision;
        }
    }

    private static async ValueTask ForgetStateAsync(Personalizer loop, string userKey, CancellationToken cancellationToken)
    {
        loop.Recent.Forget(userKey);
        if (await loop.Policy.GetAsync(cancellationToken).ConfigureAwait(false) is IUserDecisionPolicy policy)
            await policy.ForgetUserAsync(userKey, cancellationToken).ConfigureAwait(false);
        if (loop.Shadow is { } shadow && await shadow.Runner.GetAsync(cancellationToken).ConfigureAwait(false) is IUserDecisionPolicy shadowPolicy)
            await shadowPolicy.ForgetUserAsync(userKey, cancellationToken).ConfigureAwait(false);
    }
}
