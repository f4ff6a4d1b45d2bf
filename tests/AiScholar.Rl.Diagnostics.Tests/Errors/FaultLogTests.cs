using Microsoft.Extensions.Options;

namespace AiScholar.Rl.Diagnostics.Tests.Errors;

[Trait("Category", "Unit")]
public sealed class FaultLogTests
{
    [Fact]
    public void Recent_FewerThanTheCapacity_AreAllThereNewestFirst()
    {
        FaultLog log = Create(10);

        log.OnFault(Fault("a"));
        log.OnFault(Fault("b"));

        Assert.Equal(["b", "a"], log.Recent.Select(fault => fault.ExtensionName));
    }

    [Fact]
    public void Recent_MoreThanTheCapacity_KeepsTheLatest()
    {
        FaultLog log = Create(3);

        foreach (string name in (string[])["a", "b", "c", "d", "e"])
            log.OnFault(Fault(name));

        Assert.Equal(["e", "d", "c"], log.Recent.Select(fault => fault.ExtensionName));
    }

    [Fact]
    public void OnFault_RefusedAgainInQuarantine_IsKeptOnce()
    {
        FaultLog log = Create(10);
        log.OnFault(Fault("a"));

        for (int i = 0; i < 5; i++)
            log.OnFault(Fault("a", AdvancedRlErrorCode.ExtensionQuarantined));
        log.OnFault(Fault("b", AdvancedRlErrorCode.ExtensionQuarantined));

        Assert.Equal(["b", "a", "a"], log.Recent.Select(fault => fault.ExtensionName));
    }

    [Fact]
    public async Task OnFault_ManyThreads_KeepsTheCapacity()
    {
        FaultLog log = Create(50);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(thread => Task.Run(() =>
        {
            for (int i = 0; i < 500; i++)
            {
                log.OnFault(Fault($"{thread}"));
                _ = log.Recent;
            }
        })));

        Assert.Equal(50, log.Recent.Count);
        Assert.DoesNotContain(null, log.Recent);
    }

    private static FaultLog Create(int capacity) => new(Options.Create(new DiagnosticsOptions { RecentFaultCapacity = capacity }));

    private static ExtensionFault Fault(string name, AdvancedRlErrorCode code = AdvancedRlErrorCode.ExtensionFailed) =>
        new() { Kind = "VisualProcessor", ExtensionName = name, Operation = "ProcessAsync", Code = code, Timestamp = default };
}
