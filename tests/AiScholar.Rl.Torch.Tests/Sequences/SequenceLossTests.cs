using TorchSharp;

namespace AiScholar.Rl.Torch.Tests;

[Trait("Category", "Integration")]
public sealed class SequenceLossTests
{
    [Fact]
    public void FullSoftmax_AnyBatch_EqualsAutogradsCrossEntropyAndGradients()
    {
        _ = TestRuntime.Cpu.Device;
        using var scope = torch.NewDisposeScope();
        using var generator = TestRuntime.Cpu.CreateGenerator(3);
        torch.Tensor Draw(params long[] size) => torch.empty(size).normal_(0, 1, generator).requires_grad_();
        var (hidden, table, bias) = (Draw(7, 4), Draw(5, 4), Draw(5));
        var targets = torch.tensor(new long[] { 0, 1, 2, 3, 4, 4, 0 });
        var loss = torch.nn.functional.cross_entropy(hidden.matmul(table.t()) + bias, targets);
        loss.backward();

        var (value, hiddenGradient, tableGradient, biasGradient) = FullSoftmaxLoss.Compute(hidden, table, bias, targets, reduced: false);

        Assert.Equal(loss.item<float>(), value, 1e-5);
        AssertNear(hidden.grad!, hiddenGradient);
        AssertNear(table.grad!, tableGradient);
        AssertNear(bias.grad!, biasGradient);
    }

    [Fact]
    public void SampledSoftmax_AllActionsDrawnUniformly_EqualsTheFullOne()
    {
        _ = TestRuntime.Cpu.Device;
        using var scope = torch.NewDisposeScope();
        using var generator = TestRuntime.Cpu.CreateGenerator(4);
        var logits = torch.empty(3, 6).normal_(0, 1, generator);
        long[] truths = [2, 5, 0];
        var targets = torch.tensor(truths);
        var uniform = (float)Math.Log(1 / 6.0);

        var loss = SampledLosses.Softmax(
            logits.gather(1, targets.unsqueeze(1)).squeeze(1), logits, torch.full([3], uniform), torch.full([6], uniform), targets.unsqueeze(1).eq(torch.arange(6).unsqueeze(0)));

        Assert.Equal(torch.nn.functional.cross_entropy(logits, targets).item<float>(), loss.item<float>(), 1e-5);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.75)]
    [InlineData(1)]
    public void Generalized_AgainstThePapersFormula_IsTheSame(double calibration)
    {
        _ = TestRuntime.Cpu.Device;
        using var scope = torch.NewDisposeScope();
        float[] positives = [0.3f, -1.2f], negatives = [0.5f, -0.4f, 2f, 0.1f, 0.2f, -3f];
        double rate = 3 / 100.0, beta = rate * ((calibration * (1 - (1 / rate))) + (1 / rate)), expected = 0;
        for (var i = 0; i < 2; i++)
        {
            expected -= beta * Math.Log(Sigmoid(positives[i]));
            for (var j = 0; j < 3; j++)
                expected -= i == 1 && j == 2 ? 0 : Math.Log(1 - Sigmoid(negatives[(3 * i) + j]));
        }

        var loss = SampledLosses.Generalized(
            torch.tensor(positives), torch.tensor(negatives, [2, 3]), torch.tensor(new[] { false, false, false, false, false, true }, [2, 3]), 101, calibration);

        Assert.Equal(expected / 2, loss.item<float>(), 1e-5);
    }

    private static double Sigmoid(double value) => 1 / (1 + Math.Exp(-value));

    private static void AssertNear(torch.Tensor expected, torch.Tensor actual) => Assert.InRange((expected - actual).abs().max().item<float>(), 0, 1e-6);
}
