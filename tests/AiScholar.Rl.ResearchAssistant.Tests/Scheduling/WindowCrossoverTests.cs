using CsCheck;

namespace AiScholar.Rl.ResearchAssistant.Tests;

[Trait("Category", "Unit")]
public sealed class WindowCrossoverTests
{
    [Fact]
    public void Cross_RandomForwardSchedules_GivesAListOfEveryTaskThatTheMirroredProblemAllows() =>
        RandomProblems.Of(2, 14, withReleases: false).Sample(problem =>
        {
            var state = new SearchState(problem, new SearchBudget(null, null, TimeProvider.System, default), 3, null);
            var side = new SearchSide(state, problem, isMirrored: false);
            var mother = new Individual(problem.TaskCount);
            var father = new Individual(problem.TaskCount);
            side.Sample(2, mother);
            side.Sample(2, father);
            side.Order(mother);
            side.Order(father);

            int[] child = new WindowCrossover(problem).Cross(mother, father, problem, problem.Mirror, ref state.Random).ToArray();

            Assert.Equal(Enumerable.Range(0, problem.TaskCount), child.Order());
            Assert.All(child, task => Assert.All(problem.Successors.Of(task).ToArray(), after => Assert.True(Array.IndexOf(child, after) < Array.IndexOf(child, task))));
        }, iter: 1000, seed: "0N0XIzNsQ0O2");
}
