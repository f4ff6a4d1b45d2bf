using Microsoft.Extensions.Options;

namespace AiScholar.Rl.Core;

[OptionsValidator]
internal sealed partial class NeighborsOptionsValidator : IValidateOptions<NeighborsOptions>;
