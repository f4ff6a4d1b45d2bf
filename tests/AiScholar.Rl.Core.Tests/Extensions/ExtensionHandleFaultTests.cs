namespace AiScholar.Rl.Core.Tests.Extensions;

[Trait("Category", "Unit")]
public sealed class ExtensionHandleFaultTests
{
    [Fact]
    public async Task InvokeAsync_Succeeds_GivesTheValue()
    {
        await using var host = new GreeterHost();

        ExtensionOutcome<string> outcome = await host.GreetAsync();

        Assert.True(outcome.Succeeded);
        Assert.Equal("hello", outcome.Value);
        Assert.Equal("hello", outcome.GetValueOrThrow());
        Assert.Null(outcome.Issue);
        Assert.Empty(host.Faults);
    }

    [Fact]
    public async Task InvokeAsync_Throws_BecomesAnIssueWithoutTheMessage()
    {
        await using var host = new GreeterHost();
        host.Greeter.OnGreet = _ => throw new InvalidDataException("text of a user's document");

        ExtensionOutcome<string> outcome = await host.GreetAsync();

        Assert.False(outcome.Succeeded);
        Assert.Equal(AdvancedRlErrorCode.ExtensionFailed, outcome.Issue.Code);
        Assert.Equal("fake", outcome.Issue.Source);
        Assert.Contains("InvalidDataException", outcome.Issue.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("user's document", outcome.Issue.Message, StringComparison.Ordinal);
        ExtensionException thrown = Assert.Throws<ExtensionException>(() => outcome.GetValueOrThrow());
        Assert.Equal("fake", thrown.ExtensionName);
    }

    [Fact]
    public async Task InvokeAsync_ThrowsAsynchronously_BecomesAnIssue()
    {
        await using var host = new GreeterHost();
        host.Greeter.OnGreet = async _ =>
        {
            await Task.Yield();
            throw new InvalidDataException();
        };

        ExtensionOutcome<string> outcome = await host.GreetAsync();

        Assert.IsType<InvalidDataException>(outcome.Exception);
    }

    [Fact]
    public async Task InvokeAsync_Throws_TellsEveryObserver()
    {
        await using var host = new GreeterHost();

        await host.FailAsync(1);

        ExtensionFault fault = Assert.Single(host.Faults);
        Assert.Equal("Greeter", fault.Kind);
        Assert.Equal("fake", fault.ExtensionName);
        Assert.Equal("GreetAsync", fault.Operation);
        Assert.Equal(AdvancedRlErrorCode.ExtensionFailed, fault.Code);
        Assert.Equal(host.Time.GetUtcNow(), fault.Timestamp);
        Assert.IsType<InvalidDataException>(fault.Exception);
        Assert.Equal(1, host.Handle.Status.Faults);
        Assert.Equal(1, host.Handle.Status.Calls);
    }

    [Fact]
    public async Task InvokeAsync_OverrunsItsTime_IsAbandonedAndToldToStop()
    {
        await using var host = new GreeterHost();
        await host.Handle.GetInstanceAsync();
        var toldToStop = new TaskCompletionSource();
        host.Greeter.OnGreet = async token =>
        {
            token.Register(toldToStop.SetResult);
            await new TaskCompletionSource().Task;
            return "never";
        };

        ValueTask<ExtensionOutcome<string>> call = host.GreetAsync();
        host.Time.Advance(GreeterHost.Timeout);
        ExtensionOutcome<string> outcome = await call;

        Assert.Equal(AdvancedRlErrorCode.ExtensionTimedOut, outcome.Issue?.Code);
        Assert.Contains("IGreeter:fake:Timeout", outcome.Issue?.Message, StringComparison.Ordinal);
        Assert.Equal(AdvancedRlErrorCode.ExtensionTimedOut, Assert.Single(host.Faults).Code);
        await toldToStop.Task;
    }

    [Fact]
    public async Task InvokeAsync_JustWithinItsTime_Succeeds()
    {
        await using var host = new GreeterHost();
        await host.Handle.GetInstanceAsync();
        var answer = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        host.Greeter.OnGreet = _ => new ValueTask<string>(answer.Task);

        ValueTask<ExtensionOutcome<string>> call = host.GreetAsync();
        host.Time.Advance(GreeterHost.Timeout - TimeSpan.FromTicks(1));
        answer.SetResult("late but in time");

        Assert.Equal("late but in time", (await call).Value);
    }

    [Fact]
    public async Task InvokeAsync_HangsSynchronously_IsAbandoned()
    {
        await using var host = new GreeterHost();
        await host.Handle.GetInstanceAsync();
        using var release = new ManualResetEventSlim();
        host.Greeter.OnGreet = _ =>
        {
            release.Wait(CancellationToken.None);
            return ValueTask.FromResult("too late");
        };

        ValueTask<ExtensionOutcome<string>> call = host.GreetAsync();
        host.Time.Advance(GreeterHost.Timeout);
        ExtensionOutcome<string> outcome = await call;
        release.Set();

        Assert.Equal(AdvancedRlErrorCode.ExtensionTimedOut, outcome.Issue?.Code);
    }

    [Fact]
    public async Task InvokeAsync_CancellationCallbackThrows_IsStillATimeout()
    {
        await using var host = new GreeterHost();
        await host.Handle.GetInstanceAsync();
        var registered = new TaskCompletionSource();
        host.Greeter.OnGreet = async token =>
        {
            token.Register(() => throw new InvalidOperationException("hostile"));
            registered.SetResult();
            await new TaskCompletionSource().Task;
            return "never";
        };

        ValueTask<ExtensionOutcome<string>> call = host.GreetAsync();
        await registered.Task;
        host.Time.Advance(GreeterHost.Timeout);

        Assert.Equal(AdvancedRlErrorCode.ExtensionTimedOut, (await call).Issue?.Code);
    }

    [Fact]
    public async Task InvokeAsync_OwnTimeout_ReplacesTheOptions()
    {
        await using var host = new GreeterHost();
        await host.Handle.GetInstanceAsync();
        host.Greeter.OnGreet = _ => new ValueTask<string>(new TaskCompletionSource<string>().Task);

        ValueTask<ExtensionOutcome<string>> call = host.Handle.InvokeAsync("GreetAsync", (greeter, token) => greeter.GreetAsync(token), TimeSpan.FromSeconds(1));
        host.Time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(AdvancedRlErrorCode.ExtensionTimedOut, (await call).Issue?.Code);
    }

    [Fact]
    public async Task InvokeAsync_CallerCancels_ThrowsAndIsNoFault()
    {
        await using var host = new GreeterHost();
        using var source = new CancellationTokenSource();
        var started = new TaskCompletionSource();
        host.Greeter.OnGreet = async token =>
        {
            started.SetResult();
            await Task.Delay(System.Threading.Timeout.InfiniteTimeSpan, token);
            return "never";
        };

        Task call = host.GreetAsync(source.Token).AsTask();
        await started.Task;
        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        Assert.Empty(host.Faults);
        Assert.Equal(0, host.Handle.Status.Faults);
    }

    [Fact]
    public async Task InvokeAsync_CallerCancelsAnExtensionThatIgnoresIt_StillReturns()
    {
        await using var host = new GreeterHost();
        using var source = new CancellationTokenSource();
        var started = new TaskCompletionSource();
        host.Greeter.OnGreet = _ =>
        {
            started.SetResult();
            return new ValueTask<string>(new TaskCompletionSource<string>().Task);
        };

        Task call = host.GreetAsync(source.Token).AsTask();
        await started.Task;
        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
    }

    [Fact]
    public async Task InvokeAsync_CancelledBefore_DoesNotCall()
    {
        await using var host = new GreeterHost();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => host.GreetAsync(new CancellationToken(canceled: true)).AsTask());

        Assert.Equal(0, host.Greeter.Greetings);
    }

    [Fact]
    public async Task InvokeAsync_ExtensionCancelsItself_IsAFault()
    {
        await using var host = new GreeterHost();
        host.Greeter.OnGreet = _ => throw new TaskCanceledException("an HTTP client's own time-out");

        ExtensionOutcome<string> outcome = await host.GreetAsync();

        Assert.Equal(AdvancedRlErrorCode.ExtensionFailed, outcome.Issue?.Code);
        Assert.Single(host.Faults);
    }

    [Fact]
    public async Task InvokeAsync_ObserverThrows_IsIgnored()
    {
        await using var host = new GreeterHost();
        host.Greeter.OnGreet = _ => throw new InvalidDataException();
        var runtime = new ExtensionRuntime(
            Microsoft.Extensions.Options.Options.Create(new AdvancedRlOptions()), host.Time, [new ThrowingObserver(), host], [], Microsoft.Extensions.Logging.Abstractions.NullLogger<ExtensionRuntime>.Instance);

        runtime.OnFault(new ExtensionFault { Kind = "Greeter", ExtensionName = "fake", Operation = "GreetAsync", Code = AdvancedRlErrorCode.ExtensionFailed, Timestamp = default });

        Assert.Single(host.Faults);
    }

    [Fact]
    public async Task InvokeAsync_MoreCallsThanItsParallelism_Wait()
    {
        await using var host = new GreeterHost(options => options.MaxDegreeOfParallelism = 2);
        var release = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        int running = 0, most = 0;
        var bothRun = new TaskCompletionSource();
        host.Greeter.OnGreet = async _ =>
        {
            int now = Interlocked.Increment(ref running);
            InterlockedMax(ref most, now);
            if (now == 2)
                bothRun.TrySetResult();
            string answer = await release.Task;
            Interlocked.Decrement(ref running);
            return answer;
        };

        Task[] calls = [.. Enumerable.Range(0, 8).Select(_ => host.GreetAsync().AsTask())];
        await bothRun.Task;
        release.SetResult("go");
        await Task.WhenAll(calls);

        Assert.Equal(2, most);
        Assert.Equal(8, host.Greeter.Greetings);
    }

    private static void InterlockedMax(ref int target, int value)
    {
        int seen = Volatile.Read(ref target);
        while (value > seen)
            seen = Interlocked.CompareExchange(ref target, value, seen) == seen ? value : Volatile.Read(ref target);
    }

    private sealed class ThrowingObserver : IFaultObserver
    {
        public void OnFault(ExtensionFault fault) => throw new InvalidOperationException();
    }
}
