using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Polly;
using Polly.CircuitBreaker;

namespace AiScholar.Rl.Core;

/// <summary>What all extension handles share: quarantine, fault observers, telemetry. A singleton; safe to call from many threads.</summary>
public sealed partial class ExtensionRuntime
{
    private readonly ConcurrentBag<IExtensionStatusSource> _handles = [];
    private readonly IFaultObserver[] _observers;
    private readonly IAuditSink[] _audit;
    private readonly AdvancedRlOptions _options;
    private readonly ILogger<ExtensionRuntime> _logger;

    /// <summary>Creates the runtime; the container does.</summary>
    public ExtensionRuntime(IOptions<AdvancedRlOptions> options, TimeProvider timeProvider, IEnumerable<IFaultObserver> observers, IEnumerable<IAuditSink> auditSinks, ILogger<ExtensionRuntime> logger)
    {
        ArgumentNullException.ThrowIfNull(options);
        (_options, TimeProvider, _observers, _audit, _logger) = (options.Value, timeProvider, [.. observers], [.. auditSinks], logger);
    }

    /// <summary>The clock.</summary>
    public TimeProvider TimeProvider { get; }

    /// <summary>How every extension that was looked up is doing.</summary>
    public IReadOnlyCollection<ExtensionStatus> Statuses => [.. _handles.Select(handle => handle.Status)];

    /// <summary>Whether an exception is the extension's fault; the SDK's errors about the caller's input are not.</summary>
    internal static bool IsFault(Exception exception) => exception switch
    {
        OperationCanceledException => false,
        ExtensionException or BrokenCircuitException => true,
        PersonalizationException { ErrorCode: AdvancedRlErrorCode.PolicyInvalid } => true,
        DocumentException or WorkflowException or PersonalizationException => false,
        AdvancedRlException { ErrorCode: AdvancedRlErrorCode.FeatureInvalid or AdvancedRlErrorCode.DecisionInvalid } => false,
        _ => true,
    };

    internal void Register(IExtensionStatusSource handle) => _handles.Add(handle);

    /// <summary>A circuit breaker that opens at the given number of faults in a row and lets one call try after the quarantine.</summary>
    internal ResiliencePipeline CreateBreaker(CircuitBreakerStateProvider state, Func<ValueTask> onQuarantined)
    {
        // Polly counts by ratio, so that an extension with a long good record would fail for minutes before it is quarantined. Here the
        // breaker hears of a fault only once the row is long enough, and then opens at any ratio.
        int faultsInARow = 0;
        return new ResiliencePipelineBuilder { TimeProvider = TimeProvider }
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions
            {
                FailureRatio = 0,
                MinimumThroughput = 2,
                SamplingDuration = TimeSpan.FromDays(1),
                BreakDuration = _options.QuarantineDuration,
                StateProvider = state,
                ShouldHandle = arguments => ValueTask.FromResult(EndsRow(arguments.Outcome.Exception)),
                OnOpened = _ => onQuarantined(),
            })
            .Build();

        bool EndsRow(Exception? exception)
        {
            if (exception is null)
                Interlocked.Exchange(ref faultsInARow, 0);
            return exception is not null && IsFault(exception) && Interlocked.Increment(ref faultsInARow) >= _options.FaultsBeforeQuarantine;
        }
    }

    internal static void OnCall(string kind, string name, string operation, long start, bool succeeded)
    {
        var tags = new TagList { { "kind", kind }, { "extension", name }, { "operation", operation }, { "success", succeeded } };
        CoreTelemetry.ExtensionDuration.Record(Stopwatch.GetElapsedTime(start).TotalSeconds, tags);
    }

    internal void OnFault(ExtensionFault fault)
    {
        CoreTelemetry.ExtensionFaults.Add(1, new TagList { { "kind", fault.Kind }, { "extension", fault.ExtensionName }, { "code", fault.Code.ToString() } });
        if (fault.Code != AdvancedRlErrorCode.ExtensionQuarantined)
            LogFault(_logger, fault.Kind, fault.ExtensionName, fault.Operation, fault.Code, fault.Exception?.GetType().Name ?? "none");
        foreach (IFaultObserver observer in _observers)
        {
            try
            {
                observer.OnFault(fault);
            }
            catch (Exception exception)
            {
                LogObserverFault(_logger, observer.GetType().Name, exception.GetType().Name);
            }
        }
    }

    internal async ValueTask OnQuarantinedAsync(string kind, string name)
    {
        LogQuarantine(_logger, kind, name, _options.QuarantineDuration);
        foreach (IAuditSink sink in _audit)
        {
            try
            {
                await sink.RecordAsync(new AuditEvent { Kind = "extension-quarantined", Subject = $"{kind}:{name}", Timestamp = TimeProvider.GetUtcNow() }).ConfigureAwait(false);
            }
            catch (Exception exception)
            {
                LogObserverFault(_logger, sink.GetType().Name, exception.GetType().Name);
            }
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "{Kind} '{Extension}' failed in {Operation}: {Code} ({ExceptionType})")]
    private static partial void LogFault(ILogger logger, string kind, string extension, string operation, AdvancedRlErrorCode code, string exceptionType);

    [LoggerMessage(2, LogLevel.Error, "{Kind} '{Extension}' is quarantined for {Duration} after repeated faults")]
    private static partial void LogQuarantine(ILogger logger, string kind, string extension, TimeSpan duration);

    [LoggerMessage(3, LogLevel.Warning, "{Observer} threw {ExceptionType}; ignored")]
    private static partial void LogObserverFault(ILogger logger, string observer, string exceptionType);
}
