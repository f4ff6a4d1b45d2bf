using Microsoft.Extensions.Options;

namespace AiScholar.Rl.MultiModal.Onnx;

[OptionsValidator]
internal sealed partial class OnnxFormulaOptionsValidator : IValidateOptions<OnnxFormulaOptions>;
