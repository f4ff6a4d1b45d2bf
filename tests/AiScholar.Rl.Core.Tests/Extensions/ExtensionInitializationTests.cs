namespace AiScholar.Rl.Core.Tests.Extensions;

[Trait("Category", "Unit")]
public sealed class ExtensionInitializationTests
{
    [Fact]
    public async Task InvokeAsync_ManyCallersAtOnce_InitializesOnce()
    {
        await using var host = new GreeterHost(options => options.MaxDegreeOfParallelism = 16);
        var loaded = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        host.Greeter.OnInitialize = _ => new ValueTask(loaded.Task);

        Task<ExtensionOutcome<string>>[] calls = [.. Enumerable.Range(0, 16).Select(_ => host.GreetAsync().AsTask())];
        Assert.Equal(0, host.Greeter.Greetings);
        loaded.SetResult();

        Assert.All(await Task.WhenAll(calls), outcome => Assert.True(outcome.Succeeded));
        Assert.Equal(1, host.Greeter.Initializations);
        Assert.Equal(16, host.Greeter.Greetings);
    }

    [Fact]
    public async Task Status_BeforeAndAfterFirstUse_SaysSo()
    {
        await using var host = new GreeterHost();

        Assert.False(host.Handle.Status.IsInitialized);
        await host.GreetAsync();

        Assert.True(host.Handle.Status.IsInitialized);
        Assert.Equal(host.Handle.Status, Assert.Single(host.Runtime.Statuses));
    }

    [Fact]
    public async Task InvokeAsync_InitializationFails_IsReportedAndTriedAgain()
    {
        await using var host = new GreeterHost();
        host.Greeter.OnInitialize = _ => throw new FileNotFoundException("weights.bin is missing");

        ExtensionOutcome<string> failed = await host.GreetAsync();
        ExtensionStatus broken = host.Handle.Status;
        host.Greeter.OnInitialize = _ => ValueTask.CompletedTask;
        ExtensionOutcome<string> mended = await host.GreetAsync();

        Assert.Equal(AdvancedRlErrorCode.ExtensionFailed, failed.Issue?.Code);
        Assert.Contains("weights.bin is missing", failed.Issue?.Message, StringComparison.Ordinal);
        Assert.False(broken.IsInitialized);
        Assert.Contains("weights.bin is missing", broken.InitializationFailure, StringComparison.Ordinal);
        Assert.Equal("hello", mended.Value);
        Assert.Null(host.Handle.Status.InitializationFailure);
        Assert.Equal(2, host.Greeter.Initializations);
    }

    [Fact]
    public async Task GetInstanceAsync_InitializationFails_Throws()
    {
        await using var host = new GreeterHost();
        host.Greeter.OnInitialize = _ => throw new OperationCanceledException("an HTTP client's own time-out");

        ExtensionException thrown = await Assert.ThrowsAsync<ExtensionException>(() => host.Handle.GetInstanceAsync().AsTask());

        Assert.Equal(AdvancedRlErrorCode.ExtensionFailed, thrown.ErrorCode);
        Assert.Equal("fake", thrown.ExtensionName);
    }

    [Fact]
    public async Task InvokeAsync_InitializationOverrunsTheTimeout_GivesUpWaitingAndLetsItGoOn()
    {
        await using var host = new GreeterHost();
        var loaded = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        host.Greeter.OnInitialize = _ => new ValueTask(loaded.Task);

        ValueTask<ExtensionOutcome<string>> early = host.GreetAsync();
        host.Time.Advance(GreeterHost.Timeout);
        ExtensionOutcome<string> gaveUp = await early;
        loaded.SetResult();
        ExtensionOutcome<string> later = await host.GreetAsync();

        Assert.Equal(AdvancedRlErrorCode.ExtensionTimedOut, gaveUp.Issue?.Code);
        Assert.Equal("hello", later.Value);
        Assert.Equal(1, host.Greeter.Initializations);
    }

    [Fact]
    public async Task InvokeAsync_FirstCallerCancels_OthersStillGetTheirInstance()
    {
        await using var host = new GreeterHost();
        using var source = new CancellationTokenSource();
        var loaded = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        host.Greeter.OnInitialize = token => new ValueTask(loaded.Task.WaitAsync(token));

        Task first = host.GreetAsync(source.Token).AsTask();
        Task<ExtensionOutcome<string>> second = host.GreetAsync().AsTask();
        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        loaded.SetResult();

        Assert.Equal("hello", (await second).Value);
        Assert.Equal(1, host.Greeter.Initializations);
    }

    [Fact]
    public async Task InvokeAsync_InitializationHangsSynchronously_DoesNotHoldTheCaller()
    {
        await using var host = new GreeterHost();
        using var release = new ManualResetEventSlim();
        host.Greeter.OnInitialize = _ =>
        {
            release.Wait(CancellationToken.None);
            return ValueTask.CompletedTask;
        };

        ValueTask<ExtensionOutcome<string>> call = host.GreetAsync();
        host.Time.Advance(GreeterHost.Timeout);
        ExtensionOutcome<string> outcome = await call;
        release.Set();

        Assert.Equal(AdvancedRlErrorCode.ExtensionTimedOut, outcome.Issue?.Code);
    }
}
