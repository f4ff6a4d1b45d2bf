using AiScholar.Rl.MultiModal.Onnx.Tests.Models;
using Microsoft.Extensions.Options;

namespace AiScholar.Rl.MultiModal.Onnx.Tests.Equations;

[Trait("Category", "Integration")]
public sealed class OnnxFormulaRecognizerTests : IDisposable
{
    private readonly ModelFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(0, @"\alpha + 1")]
    [InlineData(255, @"\beta = 1")]
    public async Task RecognizeAsync_TwoFiles_ReadsWhatTheTableSays(byte gray, string latex)
    {
        using var recognizer = Create(_folder.TwoFiles());

        FormulaReading reading = await recognizer.RecognizeAsync(Painting.Plain(gray), TestContext.Current.CancellationToken);

        Assert.Equal(latex, reading.Latex);
    }

    [Fact]
    public async Task RecognizeAsync_Confidence_IsTheGeometricMeanOfTheTokensProbabilities()
    {
        using var recognizer = Create(_folder.TwoFiles());

        FormulaReading reading = await recognizer.RecognizeAsync(Painting.Plain(255), TestContext.Current.CancellationToken);

        // White is 1: \beta has 5 + 4 of logits, \alpha 5, the six others 0. Then "=", "1" and the end with 10 against \beta's 4 and six of 0.
        double first = Math.Exp(9) / (Math.Exp(9) + Math.Exp(5) + 6), later = Math.Exp(10) / (Math.Exp(10) + Math.Exp(4) + 6);
        Assert.Equal(Math.Pow(first * later * later * later, 0.25), reading.Confidence, 1e-5);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task RecognizeAsync_SamePictureFromManyThreads_GivesTheSame(int beams)
    {
        OnnxFormulaOptions options = _folder.TwoFiles();
        options.BeamWidth = beams;
        using var recognizer = Create(options);
        FormulaReading dark = await recognizer.RecognizeAsync(Painting.Plain(0), TestContext.Current.CancellationToken), light = await recognizer.RecognizeAsync(Painting.Plain(255), TestContext.Current.CancellationToken);

        FormulaReading[] readings = await Task.WhenAll(Enumerable.Range(0, 64).Select(i => recognizer.RecognizeAsync(Painting.Plain(i % 2 == 0 ? (byte)0 : (byte)255), TestContext.Current.CancellationToken).AsTask()));

        Assert.All(readings.Select((reading, i) => (reading, i)), pair => Assert.Equal(pair.i % 2 == 0 ? dark : light, pair.reading));
        Assert.Equal((@"\alpha + 1", @"\beta = 1"), (dark.Latex, light.Latex));
    }

    [Fact]
    public async Task RecognizeAsync_OneFile_JoinsRunsAndDropsBlanks()
    {
        using var recognizer = Create(_folder.OneFile());

        FormulaReading reading = await recognizer.RecognizeAsync(Painting.Columns(4, 0, 0, 255, 0, 128, 128, 255, 255), TestContext.Current.CancellationToken);

        Assert.Equal("a a b", reading.Latex);
        double black = Math.Exp(4) / (Math.Exp(4) + Math.Exp(-4) + Math.Exp(2)), shift = 4 * ((128 / 255.0) - 0.5) / 0.5, gray = Math.Exp(2) / (Math.Exp(2) + Math.Exp(shift) + Math.Exp(-shift));
        Assert.Equal(Math.Cbrt(black * black * gray), reading.Confidence, 1e-5);
    }

    [Fact]
    public async Task RecognizeAsync_OneFileNothingThere_IsEmpty()
    {
        using var recognizer = Create(_folder.OneFile());

        FormulaReading reading = await recognizer.RecognizeAsync(Painting.Plain(255, 8, 4), TestContext.Current.CancellationToken);

        Assert.Equal(("", 0), (reading.Latex, reading.Confidence));
    }

    [Fact]
    public async Task RecognizeAsync_NeverEnds_IsGivenUpAtTheLimitWhichIsNamed()
    {
        OnnxFormulaOptions options = Endless();
        options.MaxTokens = 5;
        using var recognizer = Create(options);

        var exception = await Assert.ThrowsAsync<DocumentException>(async () => await recognizer.RecognizeAsync(Painting.Plain(0), TestContext.Current.CancellationToken));

        Assert.Equal(AdvancedRlErrorCode.DocumentLimitExceeded, exception.ErrorCode);
        Assert.Contains("OnnxFormulaOptions.MaxTokens", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RecognizeAsync_CancelledOnTheWay_Ends()
    {
        OnnxFormulaOptions options = Endless();
        options.MaxTokens = 4096;
        using var recognizer = Create(options);
        await recognizer.InitializeAsync(TestContext.Current.CancellationToken);
        using var cancellation = new CancellationTokenSource();

        Task<FormulaReading> reading = recognizer.RecognizeAsync(Painting.Plain(0), cancellation.Token).AsTask();
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
    }

    [Fact]
    public async Task Dispose_WhileACallRuns_LetsItEndAndRefusesTheNext()
    {
        OnnxFormulaOptions options = Endless();
        options.MaxTokens = 300;
        var recognizer = Create(options);
        await recognizer.InitializeAsync(TestContext.Current.CancellationToken);

        Task<FormulaReading>[] running = [.. Enumerable.Range(0, 4).Select(_ => recognizer.RecognizeAsync(Painting.Plain(0), TestContext.Current.CancellationToken).AsTask())];
        recognizer.Dispose();
        recognizer.Dispose();

        foreach (Task<FormulaReading> call in running)
            Assert.True(await Record.ExceptionAsync(() => call) is DocumentException or ObjectDisposedException);
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await recognizer.RecognizeAsync(Painting.Plain(0), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task RecognizeAsync_LogitsThatAreNoNumbers_Fails()
    {
        float[] table = ModelFolder.Table();
        table[(ModelFolder.Alpha * ModelFolder.Words.Length) + 1] = float.NaN;
        using var recognizer = Create(_folder.TwoFiles(decoder: ModelFolder.Decoder(table)));

        await Assert.ThrowsAsync<ExtensionException>(async () => await recognizer.RecognizeAsync(Painting.Plain(0), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task RecognizeAsync_PictureWithoutItsPixels_IsRefused()
    {
        using var recognizer = Create(_folder.TwoFiles());

        await Assert.ThrowsAsync<ArgumentException>(async () => await recognizer.RecognizeAsync(new RasterImage { Width = 10, Height = 10, Pixels = new byte[10] }, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task RecognizeAsync_ByteLevelVocabulary_GivesPlainText()
    {
        OnnxFormulaOptions options = _folder.TwoFiles();
        options.VocabularyPath = _folder.WriteVocabulary("<s>", "<pad>", "</s>", "\\alpha", "\\beta", "Ġ=", "Ġ+", "Ġ1");
        using var recognizer = Create(options);

        Assert.Equal(@"\beta = 1", (await recognizer.RecognizeAsync(Painting.Plain(255), TestContext.Current.CancellationToken)).Latex);
    }

    private OnnxFormulaOptions Endless() => _folder.TwoFiles(decoder: ModelFolder.Decoder(ModelFolder.Table((ModelFolder.One, ModelFolder.One))));

    private static OnnxFormulaRecognizer Create(OnnxFormulaOptions options) => new(Options.Create(options));
}
