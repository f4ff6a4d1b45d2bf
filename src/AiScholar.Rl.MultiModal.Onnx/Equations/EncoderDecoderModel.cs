using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace AiScholar.Rl.MultiModal.Onnx;

/// <summary>A two-file model: the encoder looks at the picture once, the decoder gives one token after the other.</summary>
/// <remarks>
/// Encoder: pixels float [1, C, H, W] to states float [1, S, D]. Decoder: tokens int64 [1, T] and states to logits float [1, T, V], whose last row is for the next token. No caches: every step
/// gives the decoder all tokens so far.
/// </remarks>
internal sealed class EncoderDecoderModel : FormulaModel
{
    private readonly OnnxFormulaOptions _options;
    private readonly int _vocabularySize;
    private readonly OnnxModel _encoder;
    private readonly OnnxModel _decoder;

    public EncoderDecoderModel(OnnxFormulaOptions options, int vocabularySize)
    {
        (_options, _vocabularySize) = (options, vocabularySize);
        _encoder = OnnxModel.Load(options.EncoderPath!, "encoder", options.Threads);
        try
        {
            Shape = Picture(_encoder, options);
            TensorContract.NoOtherInputs(_encoder, options.PixelInput);
            _decoder = OnnxModel.Load(options.DecoderPath!, "decoder", options.Threads);
        }
        catch
        {
            _encoder.Dispose();
            throw;
        }
    }

    public override PictureShape Shape { get; }

    public override TokenSequence Read(float[] samples, CancellationToken cancellationToken)
    {
        using IDisposableReadOnlyCollection<OrtValue> states = Encode(samples, cancellationToken);
        return new BeamSearch(_options.StartTokenId, _options.EndTokenId, _options.BeamWidth, _vocabularySize).Find(
            (tokens, logProbabilities) => Next(states[0], tokens, logProbabilities, cancellationToken), _options.MaxTokens) ?? throw TooLong(_options.MaxTokens);
    }

    public override void Dispose()
    {
        _encoder.Dispose();
        _decoder.Dispose();
    }

    protected override void Probe()
    {
        int width = TensorContract.Output(_encoder, _options.StateOutput, nameof(_options.StateOutput), TensorElementType.Float, "1", "S", "D")[2];
        TensorContract.Input(_decoder, _options.TokenInput, nameof(_options.TokenInput), TensorElementType.Int64, "1", "T");
        TensorContract.Input(_decoder, _options.StateInput, nameof(_options.StateInput), TensorElementType.Float, "1", "S", width < 0 ? "D" : Number(width));
        TensorContract.NoOtherInputs(_decoder, _options.TokenInput, _options.StateInput);
        TensorContract.Output(_decoder, _options.LogitOutput, nameof(_options.LogitOutput), TensorElementType.Float, "1", "T", Number(_vocabularySize));
        using IDisposableReadOnlyCollection<OrtValue> states = Encode(new float[Shape.Channels * Shape.Height * Shape.Width], CancellationToken.None);
        Next(states[0], [_options.StartTokenId, _options.StartTokenId], new float[_vocabularySize], CancellationToken.None);
    }

    private IDisposableReadOnlyCollection<OrtValue> Encode(float[] samples, CancellationToken cancellationToken)
    {
        using OrtValue pixels = Pixels(samples, Shape);
        IDisposableReadOnlyCollection<OrtValue> states = _encoder.Run([_options.PixelInput], [pixels], _options.StateOutput, cancellationToken);
        try
        {
            TensorContract.Result(_encoder, _options.StateOutput, states[0].GetTensorTypeAndShape().Shape, "1", "S", "D");
            return states;
        }
        catch
        {
            states.Dispose();
            throw;
        }
    }

    private void Next(OrtValue states, long[] tokens, Span<float> logProbabilities, CancellationToken cancellationToken)
    {
        using OrtValue input = OrtValue.CreateTensorValueFromMemory(tokens, [1, tokens.Length]);
        using IDisposableReadOnlyCollection<OrtValue> output = _decoder.Run([_options.TokenInput, _options.StateInput], [input, states], _options.LogitOutput, cancellationToken);
        TensorContract.Result(_decoder, _options.LogitOutput, output[0].GetTensorTypeAndShape().Shape, "1", Number(tokens.Length), Number(_vocabularySize));
        TokenProbabilities.LogSoftmax(output[0].GetTensorDataAsSpan<float>()[^_vocabularySize..], logProbabilities);
    }
}
