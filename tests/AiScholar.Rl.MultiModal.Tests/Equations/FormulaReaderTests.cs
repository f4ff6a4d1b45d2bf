using AiScholar.Rl.MultiModal.Tests.Drafts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace AiScholar.Rl.MultiModal.Tests.Equations;

[Trait("Category", "Integration")]
public sealed class FormulaReaderTests
{
    private const string First = "y = a + b x + c", Second = "F = m a + k x";

    [Fact]
    public async Task AnalyzeAsync_Recognizer_PutsItsLatexIntoTheEquations()
    {
        var recognizer = new FakeRecognizer();

        DocumentAnalysis analysis = await AnalyzeAsync(Paper(First, Second), recognizer);

        Assert.Empty(analysis.Issues);
        Assert.Equal([("1", "read 1", 0.75), ("2", "read 2", 0.75)], Equations(analysis).Select(equation => (equation.Number, equation.Latex, equation.LatexConfidence)));
        Assert.Equal([First, Second], Equations(analysis).Select(equation => equation.Text));
    }

    [Fact]
    public async Task AnalyzeAsync_Picture_HoldsTheFormulaWithoutItsNumberOrProse()
    {
        var recognizer = new FakeRecognizer();
        byte[] paper = Paper(First);
        DocumentPage page = Assert.Single(await Readers.ReadAsync(paper));
        var formula = BoundingBox.Union(page.Words.Where(word => Math.Abs(word.Baseline - 170) < 1 && word.BoundingBox.Right < 500).Select(word => word.BoundingBox));

        await AnalyzeAsync(paper, recognizer, m =>
        {
            m.ConfigureEquations(options => options.DotsPerInch = 144);
            m.Services.Replace(ServiceDescriptor.Singleton<IPageRasterizer>(new WordRasterizer(page)));
        });

        RasterImage picture = Assert.Single(recognizer.Pictures);
        Assert.Equal(4 * picture.Width * picture.Height, picture.Pixels.Length);
        Assert.InRange(picture.DotsPerInch, 142, 146);
        Assert.InRange(picture.Width, (2 * formula.Width) + 6, (2 * formula.Width) + 12);
        Assert.InRange(picture.Height, (2 * formula.Height) + 6, (2 * formula.Height) + 12);
        Assert.Contains((byte)0, Reds(picture));
        Assert.All(Edge(picture), red => Assert.Equal(255, red));
    }

    [Fact]
    public async Task AnalyzeAsync_SeveralFormulas_DrawsThePageOnce()
    {
        var rasterizer = new CountingRasterizer();

        await AnalyzeAsync(Paper(First, Second), new FakeRecognizer(), m => m.Services.Replace(ServiceDescriptor.Singleton<IPageRasterizer>(rasterizer)));

        Assert.Equal(1, rasterizer.Calls);
    }

    [Fact]
    public async Task AnalyzeAsync_TogetherOverTheLimitOfPixels_DrawsEachAlone()
    {
        DocumentAnalysis analysis = await AnalyzeAsync(Paper(First, Second), new FakeRecognizer(), m => m.ConfigureDocuments(options => options.MaxPixels = 120_000));

        Assert.Empty(analysis.Issues);
        Assert.All(Equations(analysis), equation => Assert.NotNull(equation.Latex));
    }

    [Fact]
    public async Task AnalyzeAsync_NoRecognizer_DrawsNothing()
    {
        var rasterizer = new CountingRasterizer();

        DocumentAnalysis analysis = await AnalyzeAsync(Paper(First), null, m => m.Services.Replace(ServiceDescriptor.Singleton<IPageRasterizer>(rasterizer)));

        Assert.Equal(0, rasterizer.Calls);
        Assert.Null(Assert.Single(Equations(analysis)).Latex);
    }

    [Fact]
    public async Task AnalyzeAsync_RasterizerFails_CostsTheLatexOnly()
    {
        var recognizer = new FakeRecognizer();

        DocumentAnalysis analysis = await AnalyzeAsync(Paper(First, Second), recognizer, m => m.Services.Replace(ServiceDescriptor.Singleton<IPageRasterizer>(new CountingRasterizer { Failure = new InvalidOperationException("boom") })));

        Assert.Equal([null, null], Equations(analysis).Select(equation => equation.Latex));
        ResultIssue issue = Assert.Single(analysis.Issues);
        Assert.Equal((1, AdvancedRlErrorCode.ExtensionFailed), (issue.PageNumber, issue.Code));
        Assert.Empty(recognizer.Pictures);
    }

    [Fact]
    public async Task AnalyzeAsync_NoPicture_CostsTheLatexOnly()
    {
        DocumentAnalysis analysis = await AnalyzeAsync(Paper(First), new FakeRecognizer(), m => m.Services.Replace(ServiceDescriptor.Singleton<IPageRasterizer>(new CountingRasterizer { Empty = true })));

        Assert.Null(Assert.Single(Equations(analysis)).Latex);
        Assert.Single(analysis.Issues);
    }

    [Fact]
    public async Task AnalyzeAsync_RecognizerFaults_TheNextOneAnswersAndAnIssueSays()
    {
        var faulty = new FakeRecognizer { Read = (_, _) => throw new InvalidOperationException("secret") };

        DocumentAnalysis analysis = await AnalyzeAsync(Paper(First, Second), new FakeRecognizer(), m => Add(m, "faulty", faulty, 10));

        Assert.All(Equations(analysis), equation => Assert.StartsWith("read", equation.Latex, StringComparison.Ordinal));
        ResultIssue issue = Assert.Single(analysis.Issues);
        Assert.Equal(("faulty", 1), (issue.Source, issue.PageNumber));
        Assert.DoesNotContain("secret", issue.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, 0.5)]
    [InlineData("x", double.NaN)]
    [InlineData("x", 1.5)]
    [InlineData("x\0y", 0.5)]
    [InlineData("far too long for the limit", 0.5)]
    public async Task AnalyzeAsync_Nonsense_IsKeptOut(string? latex, double confidence)
    {
        var recognizer = new FakeRecognizer { Read = (_, _) => ValueTask.FromResult(new FormulaReading { Latex = latex!, Confidence = confidence }) };

        DocumentAnalysis analysis = await AnalyzeAsync(Paper(First), recognizer, m => m.ConfigureEquations(options => options.MaxLatexLength = 20));

        Assert.Equal((null, null), (Assert.Single(Equations(analysis)).Latex, Equations(analysis)[0].LatexConfidence));
        Assert.Equal("fake", Assert.Single(analysis.Issues).Source);
    }

    [Fact]
    public async Task AnalyzeAsync_EmptyReading_IsNoFault()
    {
        var recognizer = new FakeRecognizer { Read = (_, _) => ValueTask.FromResult(new FormulaReading { Latex = "", Confidence = 0 }) };

        DocumentAnalysis analysis = await AnalyzeAsync(Paper(First), recognizer);

        Assert.Empty(analysis.Issues);
        Assert.Null(Assert.Single(Equations(analysis)).Latex);
    }

    [Fact]
    public async Task AnalyzeAsync_TimeIsOverAfterTheFirst_KeepsIt()
    {
        var clock = new JumpingClock();
        var recognizer = new FakeRecognizer
        {
            Read = (_, _) =>
            {
                clock.Jump(TimeSpan.FromMinutes(1));
                return ValueTask.FromResult(new FormulaReading { Latex = "late", Confidence = 1 });
            },
        };

        DocumentAnalysis analysis = await AnalyzeAsync(Paper(First, Second), recognizer, m => m.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(clock)));

        Assert.Equal(["late", null], Equations(analysis).Select(equation => equation.Latex));
        Assert.Contains("EquationOptions.RecognitionTimeout", Assert.Single(analysis.Issues).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnalyzeAsync_RecognizerNeverEnds_IsGivenUpAndTheSettingNamed()
    {
        var recognizer = new FakeRecognizer { Read = async (_, token) => { await Task.Delay(Timeout.Infinite, token); return null!; } };

        DocumentAnalysis analysis = await AnalyzeAsync(Paper(First, Second), recognizer, m => m.ConfigureEquations(options => options.RecognitionTimeout = TimeSpan.FromMilliseconds(400)));

        Assert.Equal([null, null], Equations(analysis).Select(equation => equation.Latex));
        Assert.Contains("EquationOptions.RecognitionTimeout", Assert.Single(analysis.Issues).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnalyzeAsync_MoreFormulasThanTheLimit_ReadsTheFirst()
    {
        DocumentAnalysis analysis = await AnalyzeAsync(Paper(First, Second), new FakeRecognizer(), m => m.ConfigureEquations(options => options.MaxRecognizedPerPage = 1));

        Assert.Equal(["read 1", null], Equations(analysis).Select(equation => equation.Latex));
        Assert.Contains("EquationOptions.MaxRecognizedPerPage", Assert.Single(analysis.Issues).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnalyzeAsync_Cancelled_Throws()
    {
        using var cancellation = new CancellationTokenSource();
        var recognizer = new FakeRecognizer
        {
            Read = async (_, token) =>
            {
                await cancellation.CancelAsync();
                await Task.Delay(Timeout.Infinite, token);
                return null!;
            },
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await AnalyzeAsync(Paper(First), recognizer, cancellationToken: cancellation.Token));
    }

    [Fact]
    public async Task AnalyzeAsync_OtherElements_AreNotRecognized()
    {
        var recognizer = new FakeRecognizer();

        await AnalyzeAsync(Pictures.Png(60, 40), recognizer);

        Assert.Empty(recognizer.Pictures);
    }

    [Fact]
    public void Validate_NewLimitsOutOfRange_NamesThem()
    {
        var options = new EquationOptions { DotsPerInch = double.NaN, MaxRecognizedPerPage = 0, RecognitionTimeout = TimeSpan.Zero, MaxLatexLength = 0 };

        ValidateOptionsResult result = new EquationOptionsValidator().Validate(null, options);

        Assert.Equal(4, result.Failures!.Count());
    }

    private static List<EquationContent> Equations(DocumentAnalysis analysis) => [.. analysis.Elements.Select(element => element.Content).OfType<EquationContent>()];

    private static byte[] Paper(params string[] formulas)
    {
        using var draft = new PdfDraft();
        double y = 80;
        for (int i = 0; i < formulas.Length; i++, y += 120)
            draft.Prose(y, 6).TextCentered(297, y + 90, formulas[i]).TextRight(522, y + 90, $"({i + 1})");
        return draft.Prose(y, 6).Build();
    }

    private static IEnumerable<byte> Reds(RasterImage picture) => picture.Pixels.ToArray().Where((_, i) => i % 4 == 0);

    private static IEnumerable<byte> Edge(RasterImage picture)
    {
        for (int i = 0; i < picture.Width * picture.Height; i++)
        {
            (int y, int x) = Math.DivRem(i, picture.Width);
            if (x == 0 || y == 0 || x == picture.Width - 1 || y == picture.Height - 1)
                yield return picture.Pixels.Span[4 * i];
        }
    }

    private static async Task<DocumentAnalysis> AnalyzeAsync(byte[] content, FakeRecognizer? recognizer, Action<IMultiModalBuilder>? configure = null, CancellationToken cancellationToken = default)
    {
        await using ServiceProvider services = new ServiceCollection().AddAdvancedRl(rl => rl.AddMultiModal(m =>
        {
            m.AddDefaults();
            if (recognizer is not null)
                Add(m, "fake", recognizer, 0);
            configure?.Invoke(m);
        })).BuildServiceProvider();
        return await services.GetRequiredService<IDocumentAnalyzer>().AnalyzeAsync(DocumentSource.FromBytes(content), cancellationToken: cancellationToken);
    }

    private static void Add(IMultiModalBuilder builder, string name, FakeRecognizer recognizer, int priority) =>
        builder.AddFormulaRecognizer<FakeRecognizer>(name, registration => (registration.Factory, registration.Priority) = ((_, _) => recognizer, priority));

    private sealed class FakeRecognizer : IFormulaRecognizer
    {
        public List<RasterImage> Pictures { get; } = [];

        public Func<RasterImage, CancellationToken, ValueTask<FormulaReading>>? Read { get; init; }

        public ValueTask<FormulaReading> RecognizeAsync(RasterImage picture, CancellationToken cancellationToken = default)
        {
            Pictures.Add(picture);
            return Read?.Invoke(picture, cancellationToken) ?? ValueTask.FromResult(new FormulaReading { Latex = $"read {Pictures.Count}", Confidence = 0.75 });
        }
    }

    private sealed class CountingRasterizer : IPageRasterizer
    {
        private readonly SkiaPageRasterizer _inner = new(Options.Create(new DocumentOptions()), TimeProvider.System);

        public int Calls { get; private set; }

        public Exception? Failure { get; init; }

        public bool Empty { get; init; }

        public ValueTask<RasterImage> RasterizeAsync(DocumentSource source, int pageNumber, double dotsPerInch, BoundingBox? region = null, CancellationToken cancellationToken = default)
        {
            Calls++;
            if (Failure is not null)
                throw Failure;
            return Empty ? ValueTask.FromResult<RasterImage>(null!) : _inner.RasterizeAsync(source, pageNumber, dotsPerInch, region, cancellationToken);
        }
    }

    /// <summary>Paints each word as a black box, so that no font is needed.</summary>
    private sealed class WordRasterizer(DocumentPage page) : IPageRasterizer
    {
        public ValueTask<RasterImage> RasterizeAsync(DocumentSource source, int pageNumber, double dotsPerInch, BoundingBox? region = null, CancellationToken cancellationToken = default)
        {
            BoundingBox part = region ?? new BoundingBox(0, 0, page.Width, page.Height);
            double scale = dotsPerInch / 72;
            int width = (int)Math.Ceiling(part.Width * scale), height = (int)Math.Ceiling(part.Height * scale);
            var pixels = new byte[4 * width * height];
            for (int i = 0; i < width * height; i++)
            {
                (int y, int x) = Math.DivRem(i, width);
                bool ink = page.Words.Any(word => word.BoundingBox.Contains(part.Left + ((x + 0.5) / scale), part.Top + ((y + 0.5) / scale)));
                pixels.AsSpan(4 * i, 4).Fill(ink ? (byte)0 : (byte)255);
                pixels[(4 * i) + 3] = 255;
            }

            return ValueTask.FromResult(new RasterImage { Width = width, Height = height, Pixels = pixels, DotsPerInch = dotsPerInch });
        }
    }

    /// <summary>A clock whose time jumps while its timers keep the real pace.</summary>
    private sealed class JumpingClock : TimeProvider
    {
        private long _ahead;

        public override long GetTimestamp() => base.GetTimestamp() + Interlocked.Read(ref _ahead);

        public void Jump(TimeSpan time) => Interlocked.Add(ref _ahead, (long)(time.TotalSeconds * TimestampFrequency));
    }
}
