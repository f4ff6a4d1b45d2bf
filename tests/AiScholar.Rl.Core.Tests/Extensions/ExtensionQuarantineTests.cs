namespace AiScholar.Rl.Core.Tests.Extensions;

[Trait("Category", "Unit")]
public sealed class ExtensionQuarantineTests
{
    [Fact]
    public async Task InvokeAsync_FewerFaultsThanTheLimit_StaysInUse()
    {
        await using var host = new GreeterHost();

        await host.FailAsync(GreeterHost.FaultsBeforeQuarantine - 1);

        Assert.False(host.Handle.Status.IsQuarantined);
        Assert.Empty(host.Audited);
    }

    [Fact]
    public async Task InvokeAsync_FaultsInARow_IsQuarantinedAndAudited()
    {
        await using var host = new GreeterHost();

        await host.FailAsync(GreeterHost.FaultsBeforeQuarantine);

        Assert.True(host.Handle.Status.IsQuarantined);
        AuditEvent audited = Assert.Single(host.Audited);
        Assert.Equal("extension-quarantined", audited.Kind);
        Assert.Equal("Greeter:fake", audited.Subject);
    }

    [Fact]
    public async Task InvokeAsync_FaultsInARowAfterALongGoodRecord_IsQuarantined()
    {
        await using var host = new GreeterHost();
        for (int i = 0; i < 200; i++)
            await host.GreetAsync();

        await host.FailAsync(GreeterHost.FaultsBeforeQuarantine);

        Assert.True(host.Handle.Status.IsQuarantined);
    }

    [Fact]
    public async Task InvokeAsync_SuccessBetweenFaults_StartsTheRowAgain()
    {
        await using var host = new GreeterHost();

        await host.FailAsync(GreeterHost.FaultsBeforeQuarantine - 1);
        host.Greeter.OnGreet = _ => ValueTask.FromResult("well again");
        await host.GreetAsync();
        await host.FailAsync(GreeterHost.FaultsBeforeQuarantine - 1);

        Assert.False(host.Handle.Status.IsQuarantined);
    }

    [Fact]
    public async Task InvokeAsync_Quarantined_IsRefusedWithoutACall()
    {
        await using var host = new GreeterHost();
        await host.FailAsync(GreeterHost.FaultsBeforeQuarantine);

        ExtensionOutcome<string> outcome = await host.GreetAsync();

        Assert.Equal(AdvancedRlErrorCode.ExtensionQuarantined, outcome.Issue?.Code);
        Assert.Equal(GreeterHost.FaultsBeforeQuarantine, host.Greeter.Greetings);
        Assert.Equal(GreeterHost.FaultsBeforeQuarantine, host.Handle.Status.Faults);
        Assert.Equal(AdvancedRlErrorCode.ExtensionQuarantined, host.Faults[^1].Code);
    }

    [Fact]
    public async Task InvokeAsync_QuarantineOverAndWell_IsInUseAgain()
    {
        await using var host = new GreeterHost();
        await host.FailAsync(GreeterHost.FaultsBeforeQuarantine);
        host.Greeter.OnGreet = _ => ValueTask.FromResult("well again");

        host.Time.Advance(GreeterHost.QuarantineDuration);
        ExtensionOutcome<string> outcome = await host.GreetAsync();

        Assert.Equal("well again", outcome.Value);
        Assert.False(host.Handle.Status.IsQuarantined);
    }

    [Fact]
    public async Task InvokeAsync_QuarantineOverAndStillBroken_IsQuarantinedAtOnce()
    {
        await using var host = new GreeterHost();
        await host.FailAsync(GreeterHost.FaultsBeforeQuarantine);

        host.Time.Advance(GreeterHost.QuarantineDuration);
        await host.FailAsync(1);

        Assert.True(host.Handle.Status.IsQuarantined);
        Assert.Equal(2, host.Audited.Count);
    }

    [Fact]
    public async Task InvokeAsync_QuarantineNotOver_IsStillRefused()
    {
        await using var host = new GreeterHost();
        await host.FailAsync(GreeterHost.FaultsBeforeQuarantine);

        host.Time.Advance(GreeterHost.QuarantineDuration - TimeSpan.FromMilliseconds(1));
        await host.GreetAsync();

        Assert.Equal(GreeterHost.FaultsBeforeQuarantine, host.Greeter.Greetings);
    }

    public static TheoryData<AdvancedRlException> InputErrors =>
    [
        new WorkflowException("a cycle"),
        new DocumentException(AdvancedRlErrorCode.DocumentCorrupt, "damaged"),
        new PersonalizationException(AdvancedRlErrorCode.FeatureInvalid, "not finite"),
    ];

    [Theory]
    [MemberData(nameof(InputErrors), DisableDiscoveryEnumeration = true)]
    public async Task InvokeAsync_InputErrors_AreNoFaultsAndKeepTheirCode(AdvancedRlException error)
    {
        await using var host = new GreeterHost();
        host.Greeter.OnGreet = _ => throw error;

        ExtensionOutcome<string> outcome = default;
        for (int i = 0; i < GreeterHost.FaultsBeforeQuarantine * 2; i++)
            outcome = await host.GreetAsync();

        Assert.False(host.Handle.Status.IsQuarantined);
        Assert.Empty(host.Faults);
        Assert.Equal(error.ErrorCode, outcome.Issue?.Code);
        Assert.Same(error, Assert.Throws(error.GetType(), () => outcome.GetValueOrThrow()));
    }

    [Fact]
    public async Task InvokeAsync_InputErrorBetweenFaults_DoesNotStartTheRowAgain()
    {
        await using var host = new GreeterHost();
        await host.FailAsync(GreeterHost.FaultsBeforeQuarantine - 1);

        host.Greeter.OnGreet = _ => throw new WorkflowException("a cycle");
        await host.GreetAsync();
        await host.FailAsync(1);

        Assert.True(host.Handle.Status.IsQuarantined);
    }
}
