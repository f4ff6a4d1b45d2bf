using Microsoft.Extensions.Options;

namespace AiScholar.Rl.MultiModal;

[OptionsValidator]
internal sealed partial class DiagramOptionsValidator : IValidateOptions<DiagramOptions>;
