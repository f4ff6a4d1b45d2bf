using AiScholar.Rl.Core;
using Microsoft.Extensions.Logging;

namespace AiScholar.Rl.Personalization;

/// <summary>The policy's state as the guardrail last found it good, and the way back to it.</summary>
internal sealed partial class ModelCheckpoint(string loopName, PolicyRunner policy, PersonalizationServices services)
{
    private readonly ILogger _logger = services.CreateLogger<ModelCheckpoint>();
    private byte[]? _state;

    public async ValueTask SaveAsync(CancellationToken cancellationToken)
    {
        try
        {
            IDecisionPolicy instance = await policy.GetAsync(cancellationToken).ConfigureAwait(false);
            using var state = new MemoryStream();
            await instance.SaveAsync(state, cancellationToken).ConfigureAwait(false);
            Volatile.Write(ref _state, state.ToArray());
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogFailure(_logger, loopName, "save", exception.GetType().Name);
        }
    }

    /// <summary>Puts the kept state back; without one the policy stays as it is, and only the fall-back to the baseline holds it.</summary>
    public async ValueTask RestoreAsync(CancellationToken cancellationToken)
    {
        byte[]? kept = Volatile.Read(ref _state);
        LogRollBack(_logger, loopName, policy.Name, kept is not null);
        try
        {
            if (kept is not null)
            {
                IDecisionPolicy instance = await policy.GetAsync(cancellationToken).ConfigureAwait(false);
                await instance.LoadAsync(new MemoryStream(kept), cancellationToken).ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogFailure(_logger, loopName, "restore", exception.GetType().Name);
        }

        await services.AuditAsync("policy-rolled-back", loopName, cancellationToken).ConfigureAwait(false);
    }

    [LoggerMessage(1, LogLevel.Warning, "Loop '{Loop}': policy '{Policy}' earned less than the baseline; the loop falls back (earlier state put back: {Restored})")]
    private static partial void LogRollBack(ILogger logger, string loop, string policy, bool restored);

    [LoggerMessage(2, LogLevel.Warning, "Loop '{Loop}': could not {Operation} the policy's checkpoint: {ExceptionType}")]
    private static partial void LogFailure(ILogger logger, string loop, string operation, string exceptionType);
}
