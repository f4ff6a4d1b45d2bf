using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Polly;
using Polly.CircuitBreaker;

namespace AiScholar.Rl.Core;

/// <summary>
/// One extension: created and initialised before its first use, called with its parallelism and time limited, its faults contained,
/// quarantined after repeated faults. Safe to call from many threads.
/// </summary>
/// <remarks>
/// A call that does not end in time is abandoned, not killed: no in-process library can do more. Initialisation runs once for all callers;
/// one that waits longer than the time-out gives up waiting, while the initialisation goes on for those who come later.
/// </remarks>
/// <typeparam name="TContract">The contract.</typeparam>
#pragma warning disable CA1001 // a SemaphoreSlim whose wait handle is never asked for holds nothing to dispose
public sealed class ExtensionHandle<TContract> : IExtensionStatusSource
    where TContract : class
#pragma warning restore CA1001
{
    private static readonly string Kind = typeof(TContract).Name is ['I', _, ..] name ? name[1..] : typeof(TContract).Name;

    private readonly IServiceProvider _services;
    private readonly IOptionsMonitor<ExtensionOptions> _options;
    private readonly ExtensionRuntime _runtime;
    private readonly ResiliencePipeline _breaker;
    private readonly CircuitBreakerStateProvider _breakerState = new();
    private readonly Lock _initializationLock = new();
    private readonly SemaphoreSlim _slots;
    private Task<TContract>? _initialization;
    private volatile TContract? _instance;
    private volatile string? _initializationFailure;
    private long _calls;
    private long _faults;

    internal ExtensionHandle(IServiceProvider services, ExtensionDescriptor descriptor, IOptionsMonitor<ExtensionOptions> options, ExtensionRuntime runtime)
    {
        (_services, Descriptor, _options, _runtime) = (services, descriptor, options, runtime);
        _slots = new SemaphoreSlim(Math.Max(1, options.Get(descriptor.OptionsName).MaxDegreeOfParallelism));
        _breaker = runtime.CreateBreaker(_breakerState, OnQuarantined);
        runtime.Register(this);
    }

    /// <summary>How it is registered.</summary>
    public ExtensionDescriptor Descriptor { get; }

    /// <summary>Its name.</summary>
    public string Name => Descriptor.Name;

    /// <summary>Whether its options enable it.</summary>
    public bool IsEnabled => Options.Enabled;

    /// <summary>Who is asked first: the larger, the sooner; its options override its registration.</summary>
    public int Priority => Options.Priority ?? Descriptor.Priority;

    /// <summary>Its options as they are now.</summary>
    public ExtensionOptions Options => _options.Get(Descriptor.OptionsName);

    /// <inheritdoc/>
    public ExtensionStatus Status => new()
    {
        Kind = Kind,
        Name = Descriptor.ServiceKey,
        IsInitialized = _instance is not null,
        IsQuarantined = _breakerState.CircuitState is CircuitState.Open or CircuitState.Isolated,
        InitializationFailure = _initializationFailure,
        Calls = Interlocked.Read(ref _calls),
        Faults = Interlocked.Read(ref _faults),
    };

    /// <summary>The extension itself, created and initialised: for calls that contain faults themselves.</summary>
    /// <param name="cancellationToken">Ends the wait, not an initialisation that others may wait for.</param>
    /// <exception cref="ExtensionException">It cannot be created or initialised; the next call tries again.</exception>
    public ValueTask<TContract> GetInstanceAsync(CancellationToken cancellationToken = default) =>
        _instance is { } ready ? new ValueTask<TContract>(ready) : new ValueTask<TContract>(StartInitialization().WaitAsync(cancellationToken));

    /// <summary>Calls the extension; what it throws becomes the outcome's issue.</summary>
    /// <param name="operation">What is called, for telemetry and faults.</param>
    /// <param name="call">The call.</param>
    /// <param name="timeout">Instead of the options' time-out, for calls with a budget of their own.</param>
    /// <param name="cancellationToken">Cancels the call; the cancellation is thrown, not contained.</param>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public async ValueTask<ExtensionOutcome<TResult>> InvokeAsync<TResult>(
        string operation, Func<TContract, CancellationToken, ValueTask<TResult>> call, TimeSpan? timeout = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(call);
        Interlocked.Increment(ref _calls);
        using Activity? activity = CoreTelemetry.Source.StartActivity(operation);
        activity?.SetTag("aischolar.rl.extension", Descriptor.ServiceKey);
        long start = Stopwatch.GetTimestamp();
        await _slots.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            TResult value = await _breaker.ExecuteAsync(
                token => CallAsync(call, timeout ?? Options.Timeout, token), cancellationToken).ConfigureAwait(false);
            ExtensionRuntime.OnCall(Kind, Name, operation, start, succeeded: true);
            return new ExtensionOutcome<TResult>(value);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception exception)
        {
            activity?.SetStatus(ActivityStatusCode.Error);
            ExtensionRuntime.OnCall(Kind, Name, operation, start, succeeded: false);
            return new ExtensionOutcome<TResult>(Contain(operation, exception), exception);
        }
        finally
        {
            _slots.Release();
        }
    }

    /// <summary>Records a fault of a call that went to the instance directly, and gives the issue to tell in the result.</summary>
    /// <remarks>For calls too frequent for <see cref="InvokeAsync"/>: time-outs and quarantine do not apply to them.</remarks>
    public ResultIssue ReportFault(string operation, Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return Contain(operation, exception);
    }

    private async ValueTask<TResult> CallAsync<TResult>(Func<TContract, CancellationToken, ValueTask<TResult>> call, TimeSpan timeout, CancellationToken cancellationToken)
    {
        TContract instance = _instance ?? await WaitForInitializationAsync(cancellationToken).ConfigureAwait(false);
        var abandoned = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task<TResult> work = Task.Run(() => call(instance, abandoned.Token).AsTask(), CancellationToken.None);
        try
        {
            return await work.WaitAsync(timeout, _runtime.TimeProvider, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException) when (!work.IsCompleted)
        {
            throw new ExtensionException(AdvancedRlErrorCode.ExtensionTimedOut, Name, $"{Kind} '{Descriptor.ServiceKey}' did not answer within {timeout}; raise {Descriptor.OptionsName}:Timeout if it needs longer.");
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ExtensionException(AdvancedRlErrorCode.ExtensionFailed, Name, $"{Kind} '{Descriptor.ServiceKey}' gave up by itself ({exception.GetType().Name}).", exception);
        }
        finally
        {
            if (work.IsCompleted)
                abandoned.Dispose();
            else
                _ = AbandonAsync(work, abandoned);
        }
    }

    private static async Task AbandonAsync(Task work, CancellationTokenSource source)
    {
        // Not Cancel(): the extension's own callbacks must not run on, or throw into, the caller's path.
        await source.CancelAsync().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await ObserveAsync(work).ConfigureAwait(false);
        source.Dispose();
    }

    private static async Task ObserveAsync(Task work) => await work.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    private async ValueTask<TContract> WaitForInitializationAsync(CancellationToken cancellationToken)
    {
        Task<TContract> initialization = StartInitialization();
        TimeSpan timeout = Options.Timeout;
        try
        {
            return await initialization.WaitAsync(timeout, _runtime.TimeProvider, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException) when (!initialization.IsCompleted)
        {
            throw new ExtensionException(AdvancedRlErrorCode.ExtensionTimedOut, Name, $"{Kind} '{Descriptor.ServiceKey}' was not initialised within {timeout}; raise {Descriptor.OptionsName}:Timeout if it needs longer.");
        }
    }

    private Task<TContract> StartInitialization()
    {
        lock (_initializationLock)
        {
            if (_initialization is null or { IsFaulted: true })
            {
                _initialization = Task.Run(InitializeAsync);
                _ = ObserveAsync(_initialization);
            }

            return _initialization;
        }
    }

    private async Task<TContract> InitializeAsync()
    {
        try
        {
            TContract created = _services.GetRequiredKeyedService<TContract>(Descriptor.ServiceKey);
            if (created is IInitializable initializable)
                await initializable.InitializeAsync(CancellationToken.None).ConfigureAwait(false);
            _initializationFailure = null;
            return _instance = created;
        }
        catch (Exception exception)
        {
            _initializationFailure = exception.Message;
            throw new ExtensionException(AdvancedRlErrorCode.ExtensionFailed, Name, $"{Kind} '{Descriptor.ServiceKey}' cannot be initialised: {exception.Message}", exception);
        }
    }

    private ResultIssue Contain(string operation, Exception exception)
    {
        AdvancedRlErrorCode code = exception switch
        {
            BrokenCircuitException => AdvancedRlErrorCode.ExtensionQuarantined,
            AdvancedRlException sdk when sdk.ErrorCode != AdvancedRlErrorCode.Unspecified => sdk.ErrorCode,
            _ => AdvancedRlErrorCode.ExtensionFailed,
        };
        if (ExtensionRuntime.IsFault(exception))
        {
            if (exception is not BrokenCircuitException)
                Interlocked.Increment(ref _faults);
            _runtime.OnFault(new ExtensionFault
            {
                Kind = Kind,
                ExtensionName = Descriptor.ServiceKey,
                Operation = operation,
                Code = code,
                Timestamp = _runtime.TimeProvider.GetUtcNow(),
                Exception = exception,
            });
        }

        string message = exception switch
        {
            BrokenCircuitException => $"{Kind} '{Descriptor.ServiceKey}' is quarantined after repeated faults.",
            AdvancedRlException => exception.Message,
            _ => $"{Kind} '{Descriptor.ServiceKey}' failed with {exception.GetType().Name}.",
        };
        return new ResultIssue { Code = code, Message = message, Source = Name };
    }

    private ValueTask OnQuarantined() => _runtime.OnQuarantinedAsync(Kind, Descriptor.ServiceKey);
}
