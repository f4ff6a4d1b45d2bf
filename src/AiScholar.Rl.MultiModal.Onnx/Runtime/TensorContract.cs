using System.Globalization;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace AiScholar.Rl.MultiModal.Onnx;

/// <summary>Compares what a model takes and gives with what is expected of it, and says both when they differ.</summary>
internal static class TensorContract
{
    /// <summary>The input's dimensions; -1 for one that a call decides.</summary>
    /// <param name="model">The model.</param>
    /// <param name="name">The input's name.</param>
    /// <param name="setting">The option that holds the name.</param>
    /// <param name="type">The expected type.</param>
    /// <param name="shape">The expected dimensions: numbers, or letters for any.</param>
    public static int[] Input(OnnxModel model, string name, string setting, TensorElementType type, params string[] shape) => Check(model, "inputs", model.Tensors.Inputs, name, setting, type, shape);

    /// <summary>The output's dimensions; -1 for one that a call decides.</summary>
    public static int[] Output(OnnxModel model, string name, string setting, TensorElementType type, params string[] shape) => Check(model, "outputs", model.Tensors.Outputs, name, setting, type, shape);

    /// <summary>Refuses a model that wants more than is given.</summary>
    public static void NoOtherInputs(OnnxModel model, params string[] names)
    {
        if (model.Tensors.Inputs.Keys.Except(names, StringComparer.Ordinal).Any())
            throw Invalid($"The {model.Title} has the inputs {List(model.Tensors.Inputs)}; only {string.Join(" and ", names.Select(name => $"'{name}'"))} can be given. Export it without caches and masks.");
    }

    /// <summary>Refuses a tensor that a call gave in another shape than expected.</summary>
    public static void Result(OnnxModel model, string name, ReadOnlySpan<long> actual, params string[] shape)
    {
        bool fits = actual.Length == shape.Length;
        for (int i = 0; fits && i < shape.Length; i++)
            fits = !long.TryParse(shape[i], NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? actual[i] > 0 : actual[i] == number;
        if (!fits)
            throw Invalid($"The {model.Title} gave '{name}' as [{string.Join(", ", actual.ToArray())}]; expected is [{string.Join(", ", shape)}].");
    }

    public static AdvancedRlException Invalid(string message) => new(AdvancedRlErrorCode.InvalidConfiguration, message);

    private static int[] Check(OnnxModel model, string kind, IReadOnlyDictionary<string, NodeMetadata> tensors, string name, string setting, TensorElementType type, string[] shape)
    {
        bool fits = tensors.TryGetValue(name, out NodeMetadata? tensor) && tensor.IsTensor && tensor.ElementDataType == type && tensor.Dimensions.Length == shape.Length;
        for (int i = 0; fits && i < shape.Length; i++)
            fits = tensor!.Dimensions[i] < 0 || !int.TryParse(shape[i], NumberStyles.None, CultureInfo.InvariantCulture, out int number) || tensor.Dimensions[i] == number;
        return fits
            ? tensor!.Dimensions
            : throw Invalid($"The {model.Title} has the {kind} {List(tensors)}; expected is '{name}' {type} [{string.Join(", ", shape)}]. If it only has another name, tell it as OnnxFormulaOptions.{setting}.");
    }

    private static string List(IReadOnlyDictionary<string, NodeMetadata> tensors) => tensors.Count == 0 ? "none" : string.Join(", ", tensors
        .OrderBy(pair => pair.Key, StringComparer.Ordinal)
        .Select(pair => pair.Value.IsTensor
            ? $"'{pair.Key}' {pair.Value.ElementDataType} [{string.Join(", ", pair.Value.Dimensions.Select(size => size < 0 ? "?" : size.ToString(CultureInfo.InvariantCulture)))}]"
            : $"'{pair.Key}' {pair.Value.OnnxValueType}"));
}
