using Microsoft.Extensions.Options;

namespace AiScholar.Rl;

[OptionsValidator]
internal sealed partial class AdvancedRlOptionsValidator : IValidateOptions<AdvancedRlOptions>;
