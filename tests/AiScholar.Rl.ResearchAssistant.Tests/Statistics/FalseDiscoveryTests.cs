namespace AiScholar.Rl.ResearchAssistant.Tests;

[Trait("Category", "Unit")]
public class FalseDiscoveryTests
{
    [Fact]
    public void Adjust_PValues_AreStepUp() =>
        Assert.Equal([0.04, 0.16 / 3, 0.16 / 3, 0.5], FalseDiscovery.Adjust([0.01, 0.04, 0.03, 0.5]), (a, b) => Math.Abs(a - b) < 1e-12);

    [Fact]
    public void Adjust_NoPValues_AreNone() => Assert.Empty(FalseDiscovery.Adjust([]));
}
