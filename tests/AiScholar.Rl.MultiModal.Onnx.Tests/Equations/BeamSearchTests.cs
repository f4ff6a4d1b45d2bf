namespace AiScholar.Rl.MultiModal.Onnx.Tests.Equations;

[Trait("Category", "Unit")]
public sealed class BeamSearchTests
{
    private const int Start = 0, End = 1, A = 2, B = 3;

    /// <summary>A is likelier first, but goes on unsurely; B is followed by a sure end.</summary>
    private static readonly double[][] Next = [[0, 0.02, 0.58, 0.4], [], [0.05, 0.35, 0.3, 0.3], [0.005, 0.985, 0.005, 0.005]];

    [Theory]
    [InlineData(1, A, 0.58, 0.35)]
    [InlineData(2, B, 0.4, 0.985)]
    public void Find_WiderBeam_FindsTheLikelierReading(int width, int token, double first, double second)
    {
        TokenSequence? found = new BeamSearch(Start, End, width, 4).Find(Step, 10);

        Assert.Equal([token], found!.Ids);
        Assert.Equal(Math.Sqrt(first * second), found.Confidence, 1e-5);
    }

    [Fact]
    public void Find_EndsAtTheLastAllowedToken_IsFound() => Assert.NotNull(new BeamSearch(Start, End, 1, 4).Find(Step, 2));

    [Fact]
    public void Find_NotEndedWithinTheMost_IsNull() => Assert.Null(new BeamSearch(Start, End, 1, 4).Find(Step, 1));

    [Fact]
    public void LogSoftmax_AnyLogits_AgreesWithTheDefinition()
    {
        float[] logits = [900, 898.5f, float.NegativeInfinity, 890], result = new float[4];

        TokenProbabilities.LogSoftmax(logits, result);

        double sum = 1 + Math.Exp(-1.5) + Math.Exp(-10);
        Assert.Equal([1 / sum, Math.Exp(-1.5) / sum, 0, Math.Exp(-10) / sum], result.Select(value => Math.Exp(value)), (one, other) => Math.Abs(one - other) < 1e-6);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void LogSoftmax_NotFinite_IsRefused(float bad) => Assert.Throws<ExtensionException>(() => TokenProbabilities.LogSoftmax([1, bad, 2], new float[3]));

    private static void Step(long[] tokens, Span<float> logProbabilities)
    {
        for (int i = 0; i < 4; i++)
            logProbabilities[i] = (float)Math.Log(Next[tokens[^1]][i]);
    }
}
