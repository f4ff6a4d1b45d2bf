using System.Globalization;
using Microsoft.Extensions.Options;

namespace AiScholar.Rl.MultiModal.Onnx;

/// <summary>Reads formulas by a model of the host's. One session serves all calls.</summary>
internal sealed class OnnxFormulaRecognizer : IFormulaRecognizer, IInitializable, IDisposable
{
    /// <summary>The name it is registered under.</summary>
    public const string Name = "onnx";

    private readonly OnnxFormulaOptions _options;
    private readonly Lock _loading = new();
    private readonly SharedUse _use;
    private TokenVocabulary? _vocabulary;
    private volatile FormulaModel? _model;

    public OnnxFormulaRecognizer(IOptions<OnnxFormulaOptions> options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options.Value;
        _use = new SharedUse(() => _model?.Dispose());
    }

    /// <summary>Loads the model and checks it.</summary>
    public async ValueTask InitializeAsync(CancellationToken cancellationToken = default) => await Task.Run(
        () =>
        {
            using SharedUse.Scope scope = _use.Enter();
            Load();
        },
        cancellationToken).ConfigureAwait(false);

    public async ValueTask<FormulaReading> RecognizeAsync(RasterImage picture, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(picture);
        return await Task.Run(() => Read(picture, cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    public void Dispose() => _use.Close();

    private FormulaReading Read(RasterImage picture, CancellationToken cancellationToken)
    {
        using SharedUse.Scope scope = _use.Enter();
        FormulaModel model = Load();
        TokenSequence read = model.Read(FormulaPixels.Of(picture, model.Shape, _options), cancellationToken);
        IEnumerable<int> ids = model is CtcModel ? read.Ids : read.Ids.Where(id => id != _options.StartTokenId && id != _options.EndTokenId && id != _options.PadTokenId);
        return new FormulaReading { Latex = _vocabulary!.Decode(ids), Confidence = read.Confidence };
    }

    private FormulaModel Load()
    {
        if (_model is { } ready)
            return ready;
        lock (_loading)
        {
            if (_model is { } loaded)
                return loaded;
            var vocabulary = TokenVocabulary.Load(_options.VocabularyPath!, _options.TokenKind);
            bool isSingle = !string.IsNullOrEmpty(_options.ModelPath);
            CheckId(vocabulary, _options.PadTokenId, nameof(_options.PadTokenId));
            if (!isSingle)
            {
                CheckId(vocabulary, _options.StartTokenId, nameof(_options.StartTokenId));
                CheckId(vocabulary, _options.EndTokenId, nameof(_options.EndTokenId));
            }

            var model = FormulaModel.Load(_options, vocabulary.Count);
            _vocabulary = vocabulary;
            return _model = model;
        }
    }

    private void CheckId(TokenVocabulary vocabulary, int id, string setting)
    {
        if (id >= vocabulary.Count)
            throw TensorContract.Invalid(string.Create(CultureInfo.InvariantCulture, $"OnnxFormulaOptions.{setting} is {id}, but the vocabulary '{_options.VocabularyPath}' has {vocabulary.Count} tokens."));
    }
}
