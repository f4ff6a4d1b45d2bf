using Microsoft.Extensions.Options;

namespace AiScholar.Rl.Diagnostics;

[OptionsValidator]
internal sealed partial class DiagnosticsOptionsValidator : IValidateOptions<DiagnosticsOptions>;
