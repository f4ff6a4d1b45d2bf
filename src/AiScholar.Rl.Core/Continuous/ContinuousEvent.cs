namespace AiScholar.Rl.Core;

/// <summary>A logged continuous decision.</summary>
public readonly record struct ContinuousEvent
{
    /// <summary>Creates the event.</summary>
    /// <param name="context">What was decided on.</param>
    /// <param name="action">The number chosen.</param>
    /// <param name="density">The density it was chosen with, above 0.</param>
    /// <param name="reward">What it earned, finite.</param>
    public ContinuousEvent(FeatureVector context, double action, double density, double reward) =>
        (Context, Action, Density, Reward) = (context, action, density, reward);

    /// <summary>What was decided on.</summary>
    public FeatureVector Context { get; }

    /// <summary>The number chosen.</summary>
    public double Action { get; }

    /// <summary>The density it was chosen with.</summary>
    public double Density { get; }

    /// <summary>What it earned.</summary>
    public double Reward { get; }
}
