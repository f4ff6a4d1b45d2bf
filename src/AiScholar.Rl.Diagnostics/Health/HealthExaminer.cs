using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AiScholar.Rl.Diagnostics;

/// <summary>Asks every probe at once; one that throws or overruns its time becomes an issue text of its component.</summary>
internal sealed partial class HealthExaminer(IEnumerable<IHealthProbe> probes, IOptionsMonitor<DiagnosticsOptions> options, TimeProvider time, ILogger<HealthExaminer> logger)
{
    private readonly IHealthProbe[] _probes = [.. probes];

    public async ValueTask<AdvancedRlHealthReport> ExamineAsync(CancellationToken cancellationToken)
    {
        using Activity? activity = DiagnosticsTelemetry.Source.StartActivity("CheckHealth");
        TimeSpan timeout = options.CurrentValue.HealthProbeTimeout;
        ComponentHealth[] components = await Task.WhenAll(_probes.Select(probe => AskAsync(probe, timeout, cancellationToken))).ConfigureAwait(false);
        return new AdvancedRlHealthReport
        {
            Components = [.. components.OrderBy(component => component.Component, StringComparer.Ordinal)],
            Timestamp = time.GetUtcNow(),
        };
    }

    private async Task<ComponentHealth> AskAsync(IHealthProbe probe, TimeSpan timeout, CancellationToken cancellationToken)
    {
        string component = probe.GetType().Name;
        var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task<ComponentHealth>? check = null;
        long start = Stopwatch.GetTimestamp();
        try
        {
            component = probe.Component;
            check = Task.Run(() => probe.CheckAsync(stop.Token).AsTask(), CancellationToken.None);
            return await check.WaitAsync(timeout, time, cancellationToken).ConfigureAwait(false) ?? throw new InvalidOperationException("The probe returned nothing.");
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (TimeoutException) when (check is { IsCompleted: false })
        {
            LogOverrun(logger, component, timeout);
            return Failed(component, $"Health check did not answer within {timeout}; raise Diagnostics:{nameof(DiagnosticsOptions.HealthProbeTimeout)} if it needs longer.");
        }
        catch (Exception exception)
        {
            LogFailure(logger, component, exception.GetType().Name);
            return Failed(component, $"Health check failed with {exception.GetType().Name}: {exception.Message}");
        }
        finally
        {
            DiagnosticsTelemetry.ProbeDuration.Record(Stopwatch.GetElapsedTime(start).TotalSeconds, new KeyValuePair<string, object?>("component", component));
            _ = StopAsync(check ?? Task.CompletedTask, stop);
        }
    }

    private static async Task StopAsync(Task check, CancellationTokenSource stop)
    {
        if (!check.IsCompleted)
            await stop.CancelAsync().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await check.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        stop.Dispose();
    }

    private static ComponentHealth Failed(string component, string issue) => new() { Component = component, Issues = [issue] };

    [LoggerMessage(1, LogLevel.Warning, "The health probe of {Component} did not answer within {Timeout}")]
    private static partial void LogOverrun(ILogger logger, string component, TimeSpan timeout);

    [LoggerMessage(2, LogLevel.Warning, "The health probe of {Component} failed with {ExceptionType}")]
    private static partial void LogFailure(ILogger logger, string component, string exceptionType);
}
