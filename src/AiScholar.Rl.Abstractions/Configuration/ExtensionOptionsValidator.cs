using Microsoft.Extensions.Options;

namespace AiScholar.Rl;

[OptionsValidator]
internal sealed partial class ExtensionOptionsValidator : IValidateOptions<ExtensionOptions>;
