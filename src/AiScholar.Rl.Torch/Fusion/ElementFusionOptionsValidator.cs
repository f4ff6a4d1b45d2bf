using Microsoft.Extensions.Options;

namespace AiScholar.Rl.Torch;

[OptionsValidator]
internal sealed partial class ElementFusionOptionsValidator : IValidateOptions<ElementFusionOptions>;
