using System.Globalization;
using TorchSharp;

namespace AiScholar.Rl.Torch;

/// <summary>
/// The network of element fusion. Texts t (paragraphs), w (words inside) and q (query) are vectors of width d and length 1 with n_t, n_w different terms; q' is the query's common terms alone.
/// With trusts a, b, c and the integrator's joint vector h of width 64:
/// <code>
/// element = [unit(a sqrt(n_t) t + b sqrt(n_w) w); c unit(LN(h))]      query = [q; W q']
/// </code>
/// The inner product of the two is the cosine of the terms of query and element, and what the picture and the layout add for words whose meaning was learnt: a query of unknown words has a short
/// second part. It starts as the cosine alone, since a = 1, b = 1.5 and W = 0, and learning adds to that.
/// </summary>
internal sealed class ElementNetwork : IDisposable
{
    public const string Kind = "element-fusion";
    public const int ModelVersion = 1;

    private const double StartOfInner = 0.4;
    private const double StartOfJoint = -1.6;
    private const double LargestChange = 0.7;
    private const string Terms = "terms";

    public ElementNetwork(ElementIntegrator integrator, string textSource, int width, long seed, torch.Device device)
    {
        (Integrator, TextSource, Width, Device) = (integrator, textSource, width, device);
        using var scope = torch.NewDisposeScope();
        using var none = torch.no_grad();
        using var generator = new torch.Generator(unchecked((ulong)seed), torch.CPU);
        Weights = new ElementWeights(generator, device);
        Initialize();
    }

    private ElementNetwork(ElementNetwork source, ElementWeights weights)
    {
        (Integrator, TextSource, Width, Device, Weights) = (source.Integrator, source.TextSource, source.Width, source.Device, weights);
        (TermCounts, IsTrained) = (source.TermCounts.Copy(), source.IsTrained);
    }

    public ElementIntegrator Integrator { get; }

    /// <summary>Name of what makes the text vectors.</summary>
    public string TextSource { get; }

    /// <summary>Width d of text vectors.</summary>
    public int Width { get; }

    public torch.Device Device { get; }

    public ElementWeights Weights { get; }

    public TermStatistics TermCounts { get; set; } = TermStatistics.Empty();

    public bool IsTrained { get; set; }

    /// <summary>A deep copy to train.</summary>
    public ElementNetwork Copy(bool requiresGradient) => new(this, Weights.Copy(requiresGradient));

    /// <summary>Encodes elements.</summary>
    /// <returns>Vectors [n, d + 64], and the trusts of paragraphs and words inside, 0 where they are missing [n, 2].</returns>
    public (torch.Tensor Vectors, torch.Tensor Trusts) Encode(in ElementBatch batch)
    {
        using Scalar zero = 0;
        var hasLayout = batch.Numbers.abs().sum(1, keepdim: true).gt(zero).to(torch.float32);
        var has = torch.cat([batch.Has, hasLayout], 1);
        var sources = new ElementSources(
            Project(batch.Text) * batch.Has.narrow(1, 0, 1),
            Project(batch.Inner) * batch.Has.narrow(1, 1, 1),
            PictureNetwork.Run(Weights, batch.Picture) * batch.Has.narrow(1, 2, 1).unsqueeze(2),
            Layout(batch.Numbers) * hasLayout,
            has);
        var (joint, trust) = Integrator.Integrate(Weights, sources);
        var counts = batch.Numbers.narrow(1, ElementInput.Numbers - ElementInput.Counts, ElementInput.Counts);
        var trusts = (Weights["trust"] + Bounded(trust + torch.nn.functional.linear(counts, Weights["trust.counts"]))).exp();
        var lexicalTrusts = trusts.narrow(1, 0, 2) * batch.Mass;
        var lexical = Unit((batch.Text * lexicalTrusts.narrow(1, 0, 1)) + (batch.Inner * lexicalTrusts.narrow(1, 1, 1)));
        var isThere = has.sum(1, keepdim: true).gt(zero).to(torch.float32);
        var vectors = torch.cat([lexical, Unit(ElementWeights.Normalize(joint)) * trusts.narrow(1, 2, 1) * isThere], 1);
        return (vectors, lexicalTrusts);
    }

    /// <summary>Encodes queries [n, d] to vectors [n, d + 64].</summary>
    public torch.Tensor EncodeQueries((torch.Tensor All, torch.Tensor Common) texts) =>
        torch.cat([texts.All, torch.nn.functional.linear(texts.Common, Weights["query"])], 1);

    public Checkpoint ToCheckpoint() => new()
    {
        Kind = Kind,
        ModelVersion = ModelVersion,
        Metadata = Metadata(),
        Tensors = [.. Weights.Save(), SaveTerms()],
    };

    /// <exception cref="StateException">It is of another network, or damaged.</exception>
    public void Load(Checkpoint checkpoint)
    {
        checkpoint.Require(Kind, ModelVersion);
        foreach (var (name, value) in Metadata().Where(pair => pair.Key is "integrator" or "text" or "width"))
        {
            if (checkpoint.Metadata.GetValueOrDefault(name) is var saved && saved != value)
                throw new StateException(AdvancedRlErrorCode.StateMismatch, $"The checkpoint does not fit the element fusion network: its {name} is '{saved}', and this one's '{value}' (MultiModal:Integrators:element-fusion).");
        }

        Weights.Load(checkpoint);
        LoadTerms(checkpoint);
        IsTrained = checkpoint.Metadata.GetValueOrDefault("trained") == "1";
    }

    private CheckpointTensor SaveTerms() => new()
    {
        Name = Terms,
        ElementType = "int32",
        Shape = [TermStatistics.Counters + 1],
        Data = System.Runtime.InteropServices.MemoryMarshal.AsBytes<int>((int[])[.. TermCounts.Counts, TermCounts.Texts]).ToArray(),
    };

    private void LoadTerms(Checkpoint checkpoint)
    {
        var saved = checkpoint.Tensors.FirstOrDefault(tensor => tensor.Name == Terms);
        if (saved is not { ElementType: "int32", Shape: [TermStatistics.Counters + 1] })
            throw new StateException(AdvancedRlErrorCode.StateMismatch, "The checkpoint does not fit the element fusion network: its counts of terms are missing or of another number.");
        int[] counts = [.. System.Runtime.InteropServices.MemoryMarshal.Cast<byte, int>(saved.Data.Span)];
        if (counts.Any(count => count < 0 || count > counts[^1]))
            throw new StateException("The checkpoint is damaged: a term is counted in more texts than there are.");
        TermCounts = new TermStatistics(counts[..^1], counts[^1]);
    }

    public void Dispose() => Weights.Dispose();

    private Dictionary<string, string> Metadata() => new()
    {
        ["integrator"] = Integrator.Kind,
        ["text"] = TextSource,
        ["width"] = Width.ToString(CultureInfo.InvariantCulture),
        ["trained"] = IsTrained ? "1" : "0",
    };

    private void Initialize()
    {
        const int Hidden = ElementWeights.Hidden;
        Weights.Normal("project", 0.3, Hidden, Width);
        Weights.Glorot("numbers.0", Hidden, ElementInput.Numbers);
        Weights.Zero("numbers.0.bias", Hidden);
        Weights.Glorot("numbers.1", Hidden, Hidden);
        Weights.Zero("query", Hidden, Width);
        Weights.Zero("trust", ElementIntegrator.Trusts);
        Weights["trust"].narrow(0, 1, 1).fill_(StartOfInner);
        Weights["trust"].narrow(0, 2, 1).fill_(StartOfJoint);
        Weights.Zero("trust.counts", ElementIntegrator.Trusts, ElementInput.Counts);
        PictureNetwork.Initialize(Weights);
        Integrator.Initialize(Weights);
    }

    private torch.Tensor Project(torch.Tensor texts) => ElementWeights.Normalize(torch.nn.functional.linear(texts, Weights["project"]));

    private torch.Tensor Layout(torch.Tensor numbers)
    {
        var hidden = torch.nn.functional.linear(numbers, Weights["numbers.0"], Weights["numbers.0.bias"]).relu();
        return ElementWeights.Normalize(torch.nn.functional.linear(hidden, Weights["numbers.1"]));
    }

    /// <summary>An element may double or halve a trust and no more: else few steps would silence a source for good.</summary>
    private static torch.Tensor Bounded(torch.Tensor logarithms)
    {
        using Scalar largest = LargestChange;
        return logarithms.div(largest).tanh().mul(largest);
    }

    private static torch.Tensor Unit(torch.Tensor vectors) => torch.nn.functional.normalize(vectors, p: 2, dim: 1);
}
