using System.Globalization;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace AiScholar.Rl.MultiModal.Onnx;

/// <summary>A model from pixels to tokens. May be asked by many threads at once.</summary>
internal abstract class FormulaModel : IDisposable
{
    /// <summary>The picture it takes.</summary>
    public abstract PictureShape Shape { get; }

    /// <summary>Loads the model of the options and checks it, last by reading an empty picture.</summary>
    /// <param name="options">The options, valid.</param>
    /// <param name="vocabularySize">How many tokens there are.</param>
    /// <exception cref="AdvancedRlException">A file is missing or no model, or the model is another than expected.</exception>
    public static FormulaModel Load(OnnxFormulaOptions options, int vocabularySize)
    {
        FormulaModel model = string.IsNullOrEmpty(options.ModelPath) ? new EncoderDecoderModel(options, vocabularySize) : new CtcModel(options, vocabularySize);
        try
        {
            model.Probe();
            return model;
        }
        catch (OnnxRuntimeException exception)
        {
            model.Dispose();
            throw new AdvancedRlException(AdvancedRlErrorCode.InvalidConfiguration, $"The model fails on an empty picture: {exception.Message}", exception);
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    /// <summary>Reads samples [C, H, W].</summary>
    public abstract TokenSequence Read(float[] samples, CancellationToken cancellationToken);

    public abstract void Dispose();

    /// <summary>One step on an empty picture: finds what the model's own description leaves open.</summary>
    protected abstract void Probe();

    protected static OrtValue Pixels(float[] samples, PictureShape shape) =>
        OrtValue.CreateTensorValueFromMemory(samples, [1, shape.Channels, shape.Height, shape.Width]);

    protected static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    protected static PictureShape Picture(OnnxModel model, OnnxFormulaOptions options) => PictureShape.Of(
        model, TensorContract.Input(model, options.PixelInput, nameof(options.PixelInput), TensorElementType.Float, "1", "C", "H", "W"), options);

    protected static DocumentException TooLong(int most) => new(AdvancedRlErrorCode.DocumentLimitExceeded, string.Create(CultureInfo.InvariantCulture,
        $"A formula has more than {most} tokens. Raise OnnxFormulaOptions.{nameof(OnnxFormulaOptions.MaxTokens)} to read longer ones."));
}
