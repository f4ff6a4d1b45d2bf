using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace AiScholar.Rl.MultiModal.Onnx;

/// <summary>A single-file model: pixels float [1, C, H, W] to logits float [1, T, V], a row a step.</summary>
/// <remarks>Connectionist temporal classification (Graves et al. 2006), best path: the likeliest token of each step, repetitions joined, blanks left out. A token's probability is its highest in its run.</remarks>
internal sealed class CtcModel : FormulaModel
{
    private readonly OnnxFormulaOptions _options;
    private readonly int _vocabularySize;
    private readonly OnnxModel _model;

    public CtcModel(OnnxFormulaOptions options, int vocabularySize)
    {
        (_options, _vocabularySize) = (options, vocabularySize);
        _model = OnnxModel.Load(options.ModelPath!, "model", options.Threads);
        try
        {
            Shape = Picture(_model, options);
            TensorContract.NoOtherInputs(_model, options.PixelInput);
            TensorContract.Output(_model, options.LogitOutput, nameof(options.LogitOutput), TensorElementType.Float, "1", "T", Number(vocabularySize));
        }
        catch
        {
            _model.Dispose();
            throw;
        }
    }

    public override PictureShape Shape { get; }

    public override TokenSequence Read(float[] samples, CancellationToken cancellationToken)
    {
        using OrtValue pixels = Pixels(samples, Shape);
        using IDisposableReadOnlyCollection<OrtValue> output = _model.Run([_options.PixelInput], [pixels], _options.LogitOutput, cancellationToken);
        TensorContract.Result(_model, _options.LogitOutput, output[0].GetTensorTypeAndShape().Shape, "1", "T", Number(_vocabularySize));
        ReadOnlySpan<float> logits = output[0].GetTensorDataAsSpan<float>();
        var logProbabilities = new float[_vocabularySize];
        var tokens = new List<(int Id, double LogProbability)>();
        int before = _options.PadTokenId;
        for (int row = 0; row < logits.Length; row += _vocabularySize)
        {
            TokenProbabilities.LogSoftmax(logits.Slice(row, _vocabularySize), logProbabilities);
            int token = System.Numerics.Tensors.TensorPrimitives.IndexOfMax<float>(logProbabilities);
            if (token != _options.PadTokenId && token != before)
                tokens.Add((token, logProbabilities[token]));
            else if (token != _options.PadTokenId)
                tokens[^1] = (token, Math.Max(tokens[^1].LogProbability, logProbabilities[token]));
            before = token;
        }

        if (tokens.Count > _options.MaxTokens)
            throw TooLong(_options.MaxTokens);
        return new TokenSequence([.. tokens.Select(token => token.Id)], tokens.Count == 0 ? 0 : Math.Min(1, Math.Exp(tokens.Average(token => token.LogProbability))));
    }

    public override void Dispose() => _model.Dispose();

    protected override void Probe() => Read(new float[Shape.Channels * Shape.Height * Shape.Width], CancellationToken.None);
}
