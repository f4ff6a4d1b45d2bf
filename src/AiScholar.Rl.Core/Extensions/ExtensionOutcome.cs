using System.Diagnostics.CodeAnalysis;

namespace AiScholar.Rl.Core;

/// <summary>What a contained call of an extension gave: a value or an issue.</summary>
/// <typeparam name="TResult">The value's type.</typeparam>
public readonly record struct ExtensionOutcome<TResult>
{
    internal ExtensionOutcome(TResult value) => (Value, Succeeded) = (value, true);

    internal ExtensionOutcome(ResultIssue issue, Exception exception) => (Issue, Exception) = (issue, exception);

    /// <summary>Whether there is a value.</summary>
    [MemberNotNullWhen(false, nameof(Issue), nameof(Exception))]
    public bool Succeeded { get; }

    /// <summary>The value; default when the call failed.</summary>
    public TResult? Value { get; }

    /// <summary>What to tell in the result's issues; null when the call succeeded.</summary>
    public ResultIssue? Issue { get; }

    /// <summary>What was thrown; null when the call succeeded.</summary>
    public Exception? Exception { get; }

    /// <summary>The value, for calls that have no result without it.</summary>
    /// <exception cref="AdvancedRlException">The call failed: the SDK's own exceptions as they are, others within an <see cref="ExtensionException"/>.</exception>
    public TResult GetValueOrThrow()
    {
        if (Succeeded)
            return Value!;
        if (Exception is AdvancedRlException)
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(Exception);
        throw new ExtensionException(Issue.Code, Issue.Source ?? "", Issue.Message, Exception);
    }
}
