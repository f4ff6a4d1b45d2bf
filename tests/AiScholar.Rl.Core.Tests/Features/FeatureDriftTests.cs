namespace AiScholar.Rl.Core.Tests;

[Trait("Category", "Unit")]
public sealed class FeatureDriftTests
{
    [Fact]
    public void GetDrifts_SteadyStream_AreNone()
    {
        var encoder = new FeatureEncoder();
        for (int i = 0; i < 3000; i++)
            encoder.EncodeNext([Feature.Numeric("n", i * 7 % 100), Feature.Categorical("c", $"v{i % 5}")]);
        Assert.Empty(encoder.GetDrifts());
    }

    [Fact]
    public void GetDrifts_FeatureThatStops_HasVanished_AndOneThatComesLateHasAppeared()
    {
        var encoder = new FeatureEncoder();
        for (int i = 0; i < 1000; i++)
            encoder.EncodeNext([Feature.Categorical("old", $"{i % 3}", "ns"), Feature.Categorical("kept", "x")]);
        for (int i = 0; i < 600; i++)
            encoder.EncodeNext([Feature.Categorical("new", $"{i % 3}"), Feature.Categorical("kept", "x")]);

        IReadOnlyList<FeatureDrift> drifts = encoder.GetDrifts(isContext: false);
        Assert.Equal([(FeatureDriftKind.Appeared, "", "new"), (FeatureDriftKind.Vanished, "ns", "old")], drifts.Select(drift => (drift.Kind, drift.Namespace, drift.Name)));
        Assert.All(drifts, drift => Assert.False(drift.IsContext));
        Assert.Contains("none of the last 600", drifts[1].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void GetDrifts_MeanThatMoves_HasShifted()
    {
        var encoder = new FeatureEncoder();
        var random = new Random(1);
        for (int i = 0; i < 3000; i++)
            encoder.EncodeNext([Feature.Numeric("n", random.NextDouble())]);
        Assert.Empty(encoder.GetDrifts());
        for (int i = 0; i < 600; i++)
            encoder.EncodeNext([Feature.Numeric("n", 1 + random.NextDouble())]);
        Assert.Equal(FeatureDriftKind.Shifted, Assert.Single(encoder.GetDrifts()).Kind);
    }

    [Fact]
    public void GetDrifts_KindChange_IsCountedAndNotFatal()
    {
        var encoder = new FeatureEncoder();
        encoder.EncodeNext([Feature.Numeric("n", 1)]);
        List<ResultIssue> issues = [];
        encoder.EncodeNext([Feature.Categorical("n", "one")], issues);

        Assert.Single(issues);
        FeatureDrift drift = Assert.Single(encoder.GetDrifts());
        Assert.Equal(FeatureDriftKind.KindChanged, drift.Kind);
        Assert.True(drift.IsContext);
    }

    [Fact]
    public void GetDrifts_IdSentAsCategory_NeverRepeatsAndRunsOutOfRoom()
    {
        var encoder = new FeatureEncoder(new FeatureEncoderOptions { MaxFeatures = 100 });
        for (int i = 0; i < 300; i++)
            encoder.EncodeNext([Feature.Categorical("id", $"{i}")]);
        Assert.Equal([FeatureDriftKind.NeverRepeats, FeatureDriftKind.LeftOut], encoder.GetDrifts().Select(drift => drift.Kind));
    }
}
