using TorchSharp;

namespace AiScholar.Rl.Torch.Tests;

[Trait("Category", "Integration")]
public sealed class InfoNceLossTests
{
    [Fact]
    public void Of_AgainstTheEquationInDouble_Agrees()
    {
        _ = TestRuntime.Cpu.Device;
        const int n = 5, d = 3;
        const double temperature = 0.3;
        var random = new Random(4);
        double[][] Rows() => [.. Enumerable.Range(0, n).Select(_ => Enumerable.Range(0, d).Select(_ => random.NextDouble() - 0.5).ToArray())];
        var (anchors, positives) = (Rows(), Rows());
        double Similarity(int i, int j) => Cosine(anchors[i], positives[j]) / temperature;
        var expected = Enumerable.Range(0, n).Sum(i =>
            -Math.Log(Math.Exp(Similarity(i, i)) / Enumerable.Range(0, n).Sum(j => Math.Exp(Similarity(i, j))))
            - Math.Log(Math.Exp(Similarity(i, i)) / Enumerable.Range(0, n).Sum(j => Math.Exp(Similarity(j, i))))) / (2 * n);

        using var scope = torch.NewDisposeScope();
        torch.Tensor Tensor(double[][] rows) => torch.tensor(rows.SelectMany(row => row.Select(value => (float)value)).ToArray(), n, d);
        var actual = InfoNceLoss.Of(InfoNceLoss.Similarities(Tensor(anchors), Tensor(positives), temperature)).item<float>();

        Assert.Equal(expected, actual, 1e-5);
    }

    private static double Cosine(double[] a, double[] b) => Dot(a, b) / Math.Sqrt(Dot(a, a) * Dot(b, b));

    private static double Dot(double[] a, double[] b) => a.Zip(b, (x, y) => x * y).Sum();
}
