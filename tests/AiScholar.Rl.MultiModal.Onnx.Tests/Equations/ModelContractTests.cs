using AiScholar.Rl.MultiModal.Onnx.Tests.Models;
using Microsoft.Extensions.Options;

namespace AiScholar.Rl.MultiModal.Onnx.Tests.Equations;

[Trait("Category", "Integration")]
public sealed class ModelContractTests : IDisposable
{
    private readonly ModelFolder _folder = new();

    public static TheoryData<string, string[]> Misfits => new()
    {
        { "no such input", ["'image' Float [1, 1, 8, 16]", "'pixel_values' Float [1, C, H, W]", "PixelInput"] },
        { "no such output", ["'last_hidden_state' Float [1, 1, 1]", "'states'", "StateOutput"] },
        { "other type", ["Double", "'pixel_values' Float [1, C, H, W]"] },
        { "other token input", ["'ids' Int64 [1, ?]", "'input_ids' Int64 [1, T]", "TokenInput"] },
        { "more inputs", ["'encoder_attention_mask' Int64", "Export it without caches and masks"] },
        { "states of other width", ["'encoder_hidden_states' Float [1, ?, 2]", "'encoder_hidden_states' Float [1, S, 1]"] },
        { "vocabulary of other size", ["Float [1, ?, 8]", "Float [1, T, 7]"] },
        { "vocabulary of other size, left open", ["gave 'logits' as [1, 2, 8]", "[1, 2, 7]"] },
        { "size left open", ["leaves the height of its pictures open", "OnnxFormulaOptions.Height"] },
        { "other size", ["OnnxFormulaOptions.Width is 20", "width 16"] },
        { "two channels", ["2 channels", "1 or 3"] },
        { "numbers for other channels", ["OnnxFormulaOptions.Mean has 3 numbers", "1 channels"] },
        { "end beyond the vocabulary", ["OnnxFormulaOptions.EndTokenId is 8", "8 tokens"] },
        { "no model", ["encoder.onnx", "cannot be loaded"] },
        { "no file", ["decoder", "does not exist"] },
        { "no vocabulary", ["vocabulary", "does not exist"] },
        { "vocabulary in no UTF-8", ["no UTF-8"] },
        { "single file: other output", ["'logits' Float [1, 8, 3]", "'scores' Float [1, T, 3]", "LogitOutput"] },
        { "single file: vocabulary of other size", ["Float [1, 8, 3]", "Float [1, T, 4]"] },
    };

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Misfits))]
    public async Task InitializeAsync_Misfit_NamesWhatThereIsAndWhatIsExpected(string misfit, string[] parts)
    {
        using var recognizer = new OnnxFormulaRecognizer(Options.Create(Make(misfit)));

        var exception = await Assert.ThrowsAsync<AdvancedRlException>(async () => await recognizer.InitializeAsync(TestContext.Current.CancellationToken));

        Assert.Equal(AdvancedRlErrorCode.InvalidConfiguration, exception.ErrorCode);
        Assert.All(parts, part => Assert.Contains(part, exception.Message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task InitializeAsync_OtherNamesAndOpenSize_AreTold()
    {
        OnnxFormulaOptions options = _folder.TwoFiles(ModelFolder.Encoder(-1, -1, input: "image"), ModelFolder.Decoder(ModelFolder.Table(), tokens: "ids"));
        (options.PixelInput, options.TokenInput, options.Height, options.Width) = ("image", "ids", 8, 16);
        using var recognizer = new OnnxFormulaRecognizer(Options.Create(options));

        await recognizer.InitializeAsync(TestContext.Current.CancellationToken);

        Assert.Equal(@"\alpha + 1", (await recognizer.RecognizeAsync(Painting.Plain(0), TestContext.Current.CancellationToken)).Latex);
    }

    private OnnxFormulaOptions Make(string misfit)
    {
        float[] table = ModelFolder.Table();
        OnnxFormulaOptions options = misfit switch
        {
            "no such input" => _folder.TwoFiles(ModelFolder.Encoder(input: "image")),
            "other type" => _folder.TwoFiles(ModelFolder.Encoder(type: 11)),
            "other token input" => _folder.TwoFiles(decoder: ModelFolder.Decoder(table, tokens: "ids")),
            "more inputs" => _folder.TwoFiles(decoder: ModelFolder.Decoder(table, mask: true)),
            "states of other width" => _folder.TwoFiles(decoder: ModelFolder.Decoder(table, stateWidth: 2)),
            "vocabulary of other size" => _folder.TwoFiles(decoder: ModelFolder.Decoder(table, declared: null)),
            "vocabulary of other size, left open" => _folder.TwoFiles(decoder: ModelFolder.Decoder(table, open: true)),
            "size left open" => _folder.TwoFiles(ModelFolder.Encoder(-1, -1)),
            "two channels" => _folder.TwoFiles(ModelFolder.Encoder(channels: 2)),
            "no model" => _folder.TwoFiles([1, 2, 3]),
            _ when misfit.StartsWith("single file", StringComparison.Ordinal) => _folder.OneFile(),
            _ => _folder.TwoFiles(),
        };
        switch (misfit)
        {
            case "no such output": options.StateOutput = "states"; break;
            case "vocabulary of other size" or "vocabulary of other size, left open": options.VocabularyPath = _folder.WriteVocabulary(ModelFolder.Words[..7]); break;
            case "other size": options.Width = 20; break;
            case "numbers for other channels": options.Mean = [0.1, 0.2, 0.3]; break;
            case "end beyond the vocabulary": options.EndTokenId = 8; break;
            case "no file": options.DecoderPath += ".missing"; break;
            case "no vocabulary": options.VocabularyPath += ".missing"; break;
            case "vocabulary in no UTF-8": options.VocabularyPath = _folder.Write("latin.txt", [0x61, 0xE9, 0x0A]); break;
            case "single file: other output": options.LogitOutput = "scores"; break;
            case "single file: vocabulary of other size": options.VocabularyPath = _folder.WriteVocabulary("_", "a", "b", "c"); break;
        }

        return options;
    }
}
