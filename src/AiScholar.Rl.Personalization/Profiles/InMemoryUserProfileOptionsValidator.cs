using Microsoft.Extensions.Options;

namespace AiScholar.Rl.Personalization;

[OptionsValidator]
internal sealed partial class InMemoryUserProfileOptionsValidator : IValidateOptions<InMemoryUserProfileOptions>;
