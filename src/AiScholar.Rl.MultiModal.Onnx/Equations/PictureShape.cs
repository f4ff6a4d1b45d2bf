using System.Globalization;

namespace AiScholar.Rl.MultiModal.Onnx;

/// <summary>The picture that a model takes.</summary>
internal readonly record struct PictureShape(int Channels, int Height, int Width)
{
    /// <summary>From the model's dimensions [1, C, H, W] and, where it leaves them open, from the options.</summary>
    /// <exception cref="AdvancedRlException">Neither tells, or they differ.</exception>
    public static PictureShape Of(OnnxModel model, int[] dimensions, OnnxFormulaOptions options)
    {
        var shape = new PictureShape(
            Choose(model, dimensions[1], options.Channels, nameof(options.Channels)),
            Choose(model, dimensions[2], options.Height, nameof(options.Height)),
            Choose(model, dimensions[3], options.Width, nameof(options.Width)));
        if (shape.Channels is not (1 or 3))
            throw TensorContract.Invalid(string.Create(CultureInfo.InvariantCulture, $"The {model.Title} takes pictures of {shape.Channels} channels; expected are 1 or 3."));
        foreach ((IReadOnlyList<double> values, string setting) in new[] { (options.Mean, nameof(options.Mean)), (options.Deviation, nameof(options.Deviation)) })
        {
            if (values.Count > 1 && values.Count != shape.Channels)
                throw TensorContract.Invalid(string.Create(CultureInfo.InvariantCulture, $"OnnxFormulaOptions.{setting} has {values.Count} numbers, but the {model.Title} takes pictures of {shape.Channels} channels."));
        }

        return shape;
    }

    private static int Choose(OnnxModel model, int dimension, int? option, string setting)
    {
        if (dimension < 0)
            return option ?? throw TensorContract.Invalid($"The {model.Title} leaves the {setting.ToLowerInvariant()} of its pictures open: set OnnxFormulaOptions.{setting}.");
        return option is null || option == dimension
            ? dimension
            : throw TensorContract.Invalid(string.Create(CultureInfo.InvariantCulture, $"OnnxFormulaOptions.{setting} is {option}, but the {model.Title} takes pictures of {setting.ToLowerInvariant()} {dimension}."));
    }
}
