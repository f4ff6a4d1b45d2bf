namespace AiScholar.Rl.Core.Tests;

[Trait("Category", "Unit")]
public sealed class LogLinearMixerTests
{
    [Fact]
    public void Mix_TwoExperts_IsTheNormalisedProductOfPowers()
    {
        var mixer = new LogLinearMixer(2, 1, 0.1);
        mixer.StartFrom([0.7, 0.4]);
        double[] one = [0.6, 0.3, 0.1], two = [0.2, 0.2, 0.6], mixture = new double[3];
        double[] powers = [.. one.Zip(two, (left, right) => Math.Pow(left, 0.7) * Math.Pow(right, 0.4))];

        mixer.Mix([.. one.Concat(two).Select(value => (float)Math.Log(value))], 0, mixture);

        Assert.All(powers.Zip(mixture), pair => Assert.Equal(pair.First / powers.Sum(), pair.Second, 1e-6));
    }

    [Fact]
    public void Learn_OneExpertKnows_TrustsItAndNotTheOther()
    {
        var mixer = new LogLinearMixer(2, 1, 0.1);
        var random = new Random(2);
        for (int i = 0; i < 2000; i++)
        {
            int target = random.Next(2), noise = random.Next(2);
            float[] logarithms = new float[4];
            (logarithms[target], logarithms[1 - target]) = ((float)Math.Log(0.8), (float)Math.Log(0.2));
            (logarithms[2 + noise], logarithms[3 - noise]) = ((float)Math.Log(0.8), (float)Math.Log(0.2));
            mixer.Learn(logarithms, 0, target, new double[2]);
        }

        Assert.InRange(mixer.Weight(0, 0), 1, 6);
        Assert.InRange(mixer.Weight(1, 0), -0.3, 0.3);
    }
}
