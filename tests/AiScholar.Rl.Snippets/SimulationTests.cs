using AiScholar.Rl.Testing;

namespace AiScholar.Rl.Snippets;

/// <summary>What the simulation page shows does what it says.</summary>
[Trait("Category", "Unit")]
public sealed class SimulationTests
{
    [Fact]
    public async Task SoftmaxPolicy_InItsOwnersWorlds_BeatsChance()
    {
        ExperimentReport report = await new Experiment
        {
            Environments = [new SimulationSnippets.CourseEnvironment(), new PreferenceBandit { KindCount = 1 }],
            Learners = [Learner.Policy("mine", _ => new SimulationSnippets.SoftmaxPolicy()), Learner.Uniform()],
            Steps = 500,
            Replications = 5,
        }.RunAsync();

        Assert.True(report.Of("preference", "mine").Mean("regret") < report.Of("preference", "uniform").Mean("regret"));
        Assert.Equal(500, report.Of("courses", "mine").Steps);
    }

    [Fact]
    public async Task SoftmaxPolicy_Checked_IsToldThatItSavesNothing()
    {
        IReadOnlyList<string> broken = await PolicyChecker.CheckAsync(_ => new SimulationSnippets.SoftmaxPolicy());

        Assert.Equal(2, broken.Count);
        Assert.Contains(broken, rule => rule.StartsWith("A saved and loaded policy", StringComparison.Ordinal));
        Assert.Contains(broken, rule => rule.StartsWith("A damaged state", StringComparison.Ordinal));
    }
}
