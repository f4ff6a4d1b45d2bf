namespace AiScholar.Rl.Core.Tests.Ensembles;

[Trait("Category", "Unit")]
public class InverseGapTests
{
    [Fact]
    public void Apply_OneBest_IsThePapersFormula()
    {
        double[] scores = [0.2, 0.9, 0.5];

        InverseGap.Apply(scores, 10);

        Assert.Equal(1 / (3 + (10 * 0.7)), scores[0], 12);
        Assert.Equal(1 / (3 + (10 * 0.4)), scores[2], 12);
        Assert.Equal(1, scores.Sum(), 12);
    }

    [Fact]
    public void Apply_AllEqual_IsEven()
    {
        double[] scores = [0.4, 0.4, 0.4, 0.4];

        InverseGap.Apply(scores, 1000);

        Assert.All(scores, score => Assert.Equal(0.25, score, 12));
    }
}
