namespace AiScholar.Rl;

/// <summary>A policy that keeps a state of each user. The loop prepares the user before it asks or teaches the policy about them.</summary>
public interface IUserDecisionPolicy : IDecisionPolicy
{
    /// <summary>Brings a user's state into memory; completes at once when it is there. A policy asked about a user who was not prepared treats them as new.</summary>
    /// <param name="userKey">The user's pseudonym, as <see cref="PolicyInput.UserKey"/> will give it.</param>
    /// <param name="cancellationToken">Cancels.</param>
    ValueTask PrepareUserAsync(string userKey, CancellationToken cancellationToken = default);

    /// <summary>Writes every changed user state to its store.</summary>
    ValueTask FlushUsersAsync(CancellationToken cancellationToken = default);

    /// <summary>Removes what is known of a user, in memory and in the store; false when nothing was.</summary>
    ValueTask<bool> ForgetUserAsync(string userKey, CancellationToken cancellationToken = default);
}
