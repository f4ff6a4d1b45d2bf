using AiScholar.Rl.Torch;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace AiScholar.Rl;

/// <summary>Learning for goals of several steps.</summary>
public static class TrajectoryBuilderExtensions
{
    /// <summary>Adds <see cref="ITrajectoryLearner"/>, and the neural core when it is not there. Harmless to repeat.</summary>
    public static IAdvancedRlBuilder AddTrajectoryLearning(this IAdvancedRlBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.AddTorch();
        builder.Services.TryAddSingleton<ITrajectoryLearner, TrajectoryLearner>();
        return builder;
    }
}
