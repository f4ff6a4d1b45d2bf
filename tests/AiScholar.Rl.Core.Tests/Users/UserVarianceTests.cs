using AiScholar.Rl.Core.Tests.Bandits;

namespace AiScholar.Rl.Core.Tests.Users;

[Trait("Category", "Unit")]
public class UserVarianceTests
{
    [Theory]
    [InlineData(0.5, 0.3)]
    [InlineData(0.1, 0.3)]
    [InlineData(0.4, 0.1)]
    public void Observe_SimulatedUsers_FindsHowMuchTheyDiffer(double deviation, double noise)
    {
        // The users differ in their second coefficient only.
        UserVariance variance = Simulate([0, deviation, 0], noise);

        double expected = deviation * deviation / (noise * noise);
        Assert.InRange(variance.Ratios[1], expected / 2, expected * 2);
        Assert.InRange(variance.Ratios[0], 0, expected / 4);
        Assert.InRange(variance.Ratios[2], 0, expected / 4);
        Assert.InRange(variance.Noise, noise * noise / 1.5, noise * noise * 1.5);
    }

    [Fact]
    public void Observe_UsersAllAlike_ShrinksThemToThePopulation()
    {
        UserVariance variance = Simulate([0, 0, 0], 0.3);

        Assert.All(variance.Ratios.ToArray(), ratio => Assert.InRange(ratio, 0, 0.02));
    }

    private static UserVariance Simulate(double[] deviations, double noise)
    {
        var random = new Random(4);
        PerUserModel model = PerUserModel.Create(new PerUserOptions { ContextLength = 0 });
        double[] population = [0.2, 0.5, -0.3];
        double[][] users = [.. Enumerable.Range(0, 400).Select(_ => deviations.Select((deviation, j) => population[j] + (deviation * Gaussian(random))).ToArray())];
        UserModel[] models = [.. users.Select(_ => new UserModel())];
        LinearScratch scratch = LinearScratch.OfThread;
        for (int i = 0; i < 16_000; i++)
        {
            int user = random.Next(users.Length);
            float[] features = [(float)Gaussian(random), (float)Gaussian(random)];
            double reward = users[user][0] + (users[user][1] * features[0]) + (users[user][2] * features[1]) + (noise * Gaussian(random));
            scratch.Context.Load(new FeatureVector(features), 100);
            var action = new PolicyAction("a");
            Assert.True(model.LearnUser(models[user], action, reward, scratch, out double innovation, out double spread));
            model.Variance.Observe(scratch.Context, UserTerms.OfThread, innovation, spread);
            model.Population.Learn(action, reward, scratch);
        }

        return model.Variance;
    }

    private static double Gaussian(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
