using AiScholar.Rl.MultiModal.Onnx.Tests.Models;
using AiScholar.Rl.MultiModal.Tests.Drafts;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace AiScholar.Rl.MultiModal.Onnx.Tests.Hosting;

[Trait("Category", "Integration")]
public sealed class OnnxBuilderExtensionsTests : IDisposable
{
    private readonly ModelFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task AnalyzeAsync_DrawnEquation_HasTheModelsLatex()
    {
        DocumentAnalysis analysis = await AnalyzeAsync(_folder.TwoFiles());

        var equation = Assert.IsType<EquationContent>(Assert.Single(analysis.Elements, element => element.ElementType == VisualElementType.Equation).Content);
        Assert.Empty(analysis.Issues);

        // Paper is light whatever fonts there are.
        Assert.Equal(("4", @"\beta = 1"), (equation.Number, equation.Latex));
        Assert.InRange(equation.LatexConfidence!.Value, 0.5, 1);
    }

    [Fact]
    public async Task AnalyzeAsync_ModelCannotBeUsed_CostsTheLatexOnlyAndSays()
    {
        DocumentAnalysis analysis = await AnalyzeAsync(_folder.TwoFiles([1, 2, 3]));

        var equation = Assert.IsType<EquationContent>(Assert.Single(analysis.Elements, element => element.ElementType == VisualElementType.Equation).Content);
        Assert.Null(equation.Latex);
        ResultIssue issue = Assert.Single(analysis.Issues);
        Assert.Equal(("onnx", 1), (issue.Source, issue.PageNumber));
        Assert.Contains("encoder.onnx", issue.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ValidateAdvancedRl_FilesAreMissing_NamesAllAtOnce()
    {
        using ServiceProvider services = Build(options => (options.EncoderPath, options.DecoderPath, options.VocabularyPath) = ("/nowhere/encoder.onnx", "/nowhere/decoder.onnx", "/nowhere/tokens.txt"));

        var exception = Assert.Throws<AdvancedRlException>(() => services.ValidateAdvancedRl());

        Assert.All(["/nowhere/encoder.onnx", "/nowhere/decoder.onnx", "/nowhere/tokens.txt"], path => Assert.Contains($"'{path}': there is no such file", exception.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void ValidateAdvancedRl_NothingSet_SaysWhatIsNeeded()
    {
        using ServiceProvider services = Build(_ => { });

        var exception = Assert.Throws<AdvancedRlException>(() => services.ValidateAdvancedRl());

        Assert.Contains("needs EncoderPath and DecoderPath, or ModelPath alone", exception.Message, StringComparison.Ordinal);
        Assert.Contains("OnnxFormulaOptions.VocabularyPath must name", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ValidateAdvancedRl_OutOfRange_NamesEach()
    {
        OnnxFormulaOptions files = _folder.TwoFiles();
        using ServiceProvider services = Build(options =>
        {
            Copy(files, options);
            (options.Channels, options.MaxTokens, options.BeamWidth, options.Threads, options.Deviation, options.Mean) = (2, 0, 17, -1, [0], [double.NaN]);
        });

        var exception = Assert.Throws<AdvancedRlException>(() => services.ValidateAdvancedRl());

        Assert.All(["Channels must", "MaxTokens must", "BeamWidth must", "Threads must", "Deviation must", "Mean must"], part => Assert.Contains("OnnxFormulaOptions." + part, exception.Message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task AddOnnxFormulaRecognizer_Configuration_IsBound()
    {
        OnnxFormulaOptions files = _folder.TwoFiles(ModelFolder.Encoder(channels: 3));
        const string Section = "MultiModal:FormulaRecognizers:onnx:";
        var settings = new Dictionary<string, string?>
        {
            [Section + "EncoderPath"] = files.EncoderPath,
            [Section + "DecoderPath"] = files.DecoderPath,
            [Section + "VocabularyPath"] = files.VocabularyPath,
            [Section + "Mean:0"] = "0.485",
            [Section + "Mean:1"] = "0.456",
            [Section + "Mean:2"] = "0.406",
            [Section + "WhiteOnBlack"] = "true",
            [Section + "TokenKind"] = "Words",
            [Section + "Timeout"] = "00:01:00",
        };
        await using ServiceProvider services = new ServiceCollection()
            .AddAdvancedRl(new ConfigurationBuilder().AddInMemoryCollection(settings).Build(), rl => rl.AddMultiModal(m => m.AddOnnxFormulaRecognizer().AddOnnxFormulaRecognizer()))
            .BuildServiceProvider();
        services.ValidateAdvancedRl();

        var recognizer = services.GetRequiredKeyedService<IFormulaRecognizer>("onnx");

        Assert.Equal(@"\alpha + 1", (await recognizer.RecognizeAsync(Painting.Plain(255), TestContext.Current.CancellationToken)).Latex);
    }

    [Fact]
    public async Task ServiceProvider_Disposed_DisposesTheRecognizer()
    {
        OnnxFormulaOptions files = _folder.TwoFiles();
        ServiceProvider services = Build(options => Copy(files, options));
        var recognizer = services.GetRequiredKeyedService<IFormulaRecognizer>("onnx");
        await recognizer.RecognizeAsync(Painting.Plain(0), TestContext.Current.CancellationToken);

        await services.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await recognizer.RecognizeAsync(Painting.Plain(0), TestContext.Current.CancellationToken));
    }

    private static async Task<DocumentAnalysis> AnalyzeAsync(OnnxFormulaOptions files)
    {
        string content = string.Concat(Enumerable.Range(0, 6).Select(i => RawPdf.Text(50, 540 - (12 * i), "the results of this study agree with what earlier authors reported", 9)))
            + RawPdf.Text(150, 440, "y = a + b x + c", 9) + RawPdf.Text(335, 440, "\\(4\\)", 9)
            + string.Concat(Enumerable.Range(0, 6).Select(i => RawPdf.Text(50, 400 - (12 * i), "the results of this study agree with what earlier authors reported", 9)));
        await using ServiceProvider services = Build(options => Copy(files, options));
        return await services.GetRequiredService<IDocumentAnalyzer>().AnalyzeAsync(DocumentSource.FromBytes(RawPdf.Create(content)), cancellationToken: TestContext.Current.CancellationToken);
    }

    private static void Copy(OnnxFormulaOptions from, OnnxFormulaOptions to) => (to.EncoderPath, to.DecoderPath, to.VocabularyPath) = (from.EncoderPath, from.DecoderPath, from.VocabularyPath);

    private static ServiceProvider Build(Action<OnnxFormulaOptions> configure) =>
        new ServiceCollection().AddAdvancedRl(rl => rl.AddMultiModal(m => m.AddOnnxFormulaRecognizer(configure))).BuildServiceProvider();
}
