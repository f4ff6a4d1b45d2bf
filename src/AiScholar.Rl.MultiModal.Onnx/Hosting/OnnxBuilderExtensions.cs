using AiScholar.Rl.MultiModal.Onnx;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace AiScholar.Rl;

/// <summary>ONNX models for document understanding.</summary>
public static class OnnxBuilderExtensions
{
    /// <summary>
    /// Adds the formula recognizer <c>onnx</c>: a model of the host's, run by ONNX Runtime, told by <c>MultiModal:FormulaRecognizers:onnx</c>. Its files and settings are checked at start,
    /// its inputs and outputs before the first formula. Calls <c>AddDefaults()</c>. Idempotent.
    /// </summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Where the model is and what it takes; applied after configuration.</param>
    /// <param name="configureExtension">Its priority, time-out and the like.</param>
    public static IMultiModalBuilder AddOnnxFormulaRecognizer(this IMultiModalBuilder builder, Action<OnnxFormulaOptions>? configure = null, Action<ExtensionRegistration>? configureExtension = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        OptionsBuilder<OnnxFormulaOptions> options = builder.AddSectionOptions<OnnxFormulaOptions>($"MultiModal:FormulaRecognizers:{OnnxFormulaRecognizer.Name}");
        if (configure is not null)
            options.Configure(configure);
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<OnnxFormulaOptions>, OnnxFormulaOptionsValidator>());
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<OnnxFormulaOptions>, OnnxFormulaOptionsRules>());
        return builder.AddDefaults().AddFormulaRecognizer<OnnxFormulaRecognizer>(OnnxFormulaRecognizer.Name, configureExtension);
    }
}
