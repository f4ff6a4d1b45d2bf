using Microsoft.Extensions.Options;

namespace AiScholar.Rl.ResearchAssistant;

[OptionsValidator]
internal sealed partial class SuggestionOptionsValidator : IValidateOptions<SuggestionOptions>;
