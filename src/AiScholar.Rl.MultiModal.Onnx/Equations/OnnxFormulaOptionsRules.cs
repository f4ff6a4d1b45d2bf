using Microsoft.Extensions.Options;

namespace AiScholar.Rl.MultiModal.Onnx;

/// <summary>What the settings must hold together: one kind of model, files that exist, numbers for every channel.</summary>
internal sealed class OnnxFormulaOptionsRules : IValidateOptions<OnnxFormulaOptions>
{
    public ValidateOptionsResult Validate(string? name, OnnxFormulaOptions options)
    {
        var failures = new List<string>();
        bool single = !string.IsNullOrEmpty(options.ModelPath), encoder = !string.IsNullOrEmpty(options.EncoderPath), decoder = !string.IsNullOrEmpty(options.DecoderPath);
        if (single ? encoder || decoder : !(encoder && decoder))
            failures.Add("OnnxFormulaOptions needs EncoderPath and DecoderPath, or ModelPath alone.");
        CheckFile(options.EncoderPath, nameof(options.EncoderPath), failures);
        CheckFile(options.DecoderPath, nameof(options.DecoderPath), failures);
        CheckFile(options.ModelPath, nameof(options.ModelPath), failures);
        CheckFile(options.VocabularyPath, nameof(options.VocabularyPath), failures);
        if (options.Channels == 2)
            failures.Add("OnnxFormulaOptions.Channels must be 1 or 3.");
        CheckChannels(options.Mean, nameof(options.Mean), double.NegativeInfinity, failures);
        CheckChannels(options.Deviation, nameof(options.Deviation), 0, failures);
        return failures.Count > 0 ? ValidateOptionsResult.Fail(failures) : ValidateOptionsResult.Success;
    }

    private static void CheckFile(string? path, string setting, List<string> failures)
    {
        if (!string.IsNullOrEmpty(path) && !File.Exists(path))
            failures.Add($"OnnxFormulaOptions.{setting} is '{path}': there is no such file.");
    }

    private static void CheckChannels(IReadOnlyList<double> values, string setting, double above, List<string> failures)
    {
        if (values is null || values.Count is 2 or > 3 || values.Any(value => !double.IsFinite(value) || value <= above))
            failures.Add($"OnnxFormulaOptions.{setting} must be empty, one finite number or three{(double.IsFinite(above) ? ", each above 0" : "")}.");
    }
}
