using TorchSharp;

namespace AiScholar.Rl.Torch.Tests;

/// <summary>The integrators' numbers against the papers' equations, written out in double precision.</summary>
[Trait("Category", "Integration")]
public sealed class ElementIntegratorTests
{
    private const int Width = ElementWeights.Hidden;

    [Fact]
    public void Integrate_Gated_IsTheEquationOfThePaper()
    {
        var (sources, vectors, has) = Sources();
        using (Run(new GatedIntegrator(), sources, out var joint, out var weights))
        {
            double[] flat = [.. vectors.SelectMany(vector => vector)];
            double[][] values = [.. Enumerable.Range(0, 4).Select(m => Array.ConvertAll(Apply(weights["gated.values"], vectors[m], m * Width), Math.Tanh))];
            double[][] logits = [.. Enumerable.Range(0, 4).Select(m => Apply(weights["gated.gates"], flat, m * Width))];
            for (var k = 0; k < Width; k++)
            {
                var exponentials = Enumerable.Range(0, 4).Select(m => has[m] ? Math.Exp(logits[m][k]) : 0).ToArray();
                Assert.Equal(Enumerable.Range(0, 4).Sum(m => exponentials[m] / exponentials.Sum() * values[m][k]), joint[k], 1e-4);
            }
        }
    }

    [Fact]
    public void Integrate_LowRank_IsTheFullTensorsContraction()
    {
        var (sources, vectors, _) = Sources();
        using (Run(new LowRankIntegrator(), sources, out var joint, out var weights))
        {
            for (var k = 0; k < Width; k++)
            {
                // Equation 6: the sum over ranks of the product over sources.
                var sum = 0.0;
                for (var rank = 0; rank < 4; rank++)
                {
                    var row = (rank * Width) + k;
                    sum += Enumerable.Range(0, 4).Select(m => weights[$"low-rank.{m}"].Row(row).Zip(vectors[m], (w, x) => w * x).Sum() + weights[$"low-rank.{m}.constant"].Data[row]).Aggregate((a, b) => a * b);
                }

                Assert.Equal(sum, joint[k], 1e-3);
            }
        }
    }

    [Theory]
    [InlineData(FusionIntegratorKind.Gated)]
    [InlineData(FusionIntegratorKind.CrossAttention)]
    [InlineData(FusionIntegratorKind.LowRank)]
    public void Integrate_AtTheStart_LeavesTheTrustsAlone(FusionIntegratorKind kind)
    {
        var (sources, _, _) = Sources();
        using var scope = torch.NewDisposeScope();
        using var generator = new torch.Generator(1, torch.CPU);
        using var weights = new ElementWeights(generator, torch.CPU);
        var integrator = ElementIntegrator.Of(kind);
        integrator.Initialize(weights);

        Assert.Equal(0, integrator.Integrate(weights, sources).Trust.abs().sum().item<float>());
    }

    /// <summary>Sources without words inside.</summary>
    private static (ElementSources Sources, double[][] Vectors, bool[] Has) Sources()
    {
        _ = TestRuntime.Cpu.Device;
        var random = new Random(3);
        float[] Vector() => [.. Enumerable.Range(0, Width).Select(_ => (float)((2 * random.NextDouble()) - 1))];
        float[] text = Vector(), layout = Vector();
        float[][] places = [.. Enumerable.Range(0, 16).Select(_ => Vector())];
        double[] mean = [.. Enumerable.Range(0, Width).Select(k => places.Average(place => (double)place[k]))];
        return (
            new ElementSources(
                torch.tensor(text, [1, Width]), torch.zeros(1, Width), torch.tensor(places.SelectMany(place => place).ToArray(), [1, 16, Width]), torch.tensor(layout, [1, Width]),
                torch.tensor(new float[] { 1, 0, 1, 1 }, [1, 4])),
            [Array.ConvertAll(text, value => (double)value), new double[Width], mean, Array.ConvertAll(layout, value => (double)value)],
            [true, false, true, true]);
    }

    private static DisposeScope Run(ElementIntegrator integrator, ElementSources sources, out float[] joint, out Dictionary<string, Matrix> weights)
    {
        var scope = torch.NewDisposeScope();
        using var generator = new torch.Generator(1, torch.CPU);
        using var tensors = new ElementWeights(generator, torch.CPU);
        integrator.Initialize(tensors);
        joint = integrator.Integrate(tensors, sources).Joint.data<float>().ToArray();
        weights = tensors.Named.ToDictionary(pair => pair.Key, pair => new Matrix(pair.Value.data<float>().ToArray(), (int)pair.Value.shape[^1]));
        return scope;
    }

    private static double[] Apply(Matrix matrix, double[] input, int firstRow) =>
        [.. Enumerable.Range(firstRow, Width).Select(row => matrix.Row(row).Zip(input, (w, x) => w * x).Sum())];

    private sealed record Matrix(float[] Data, int Columns)
    {
        public IEnumerable<double> Row(int row) => Data.Skip(row * Columns).Take(Columns).Select(value => (double)value);
    }
}
