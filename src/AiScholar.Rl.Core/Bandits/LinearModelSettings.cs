using System.ComponentModel.DataAnnotations;

namespace AiScholar.Rl.Core;

/// <summary>Settings of the ridge regression that the linear policies share. The defaults suit rewards of about 0 to 1.</summary>
public abstract class LinearModelSettings
{
    private protected LinearModelSettings()
    {
    }

    /// <summary>The ridge added to each action's design matrix, above 0 to 1,000,000. A loaded policy keeps the ridge it was learnt with.</summary>
    /// <value>The default is 1.</value>
    [Range(1e-6, 1e6, ErrorMessage = "{0} must be from {1} to {2}.")]
    public double Ridge { get; set; } = 1;

    /// <summary>
    /// Contexts count in the regression as if they had this length (with the constant 1 in front), 0 to 1000, so that the prior deviation of
    /// every prediction is this over the root of the ridge, however many features there are. 0 leaves them as they are. A loaded policy keeps
    /// the value it was learnt with.
    /// </summary>
    /// <value>The default is 4.</value>
    [Range(0, 1000, ErrorMessage = "{0} must be from {1} to {2}.")]
    public double ContextLength { get; set; } = 4;

    /// <summary>What a reward still counts after one more is learnt (gamma), 0.5 to 1; 1 forgets nothing, and about 1 / (1 - gamma) rewards are remembered.</summary>
    /// <value>The default is 1.</value>
    [Range(0.5, 1, ErrorMessage = "{0} must be from {1} to {2}.")]
    public double Discount { get; set; } = 1;

    /// <summary>How a change is noticed; the uncertainty then grows, most for the action concerned, and exploration starts again.</summary>
    /// <value>The default is <see cref="ChangeDetection.None"/>.</value>
    public ChangeDetection ChangeDetection { get; set; }

    /// <summary>What is expected of a new action.</summary>
    /// <value>The default is <see cref="NewActionStart.Prior"/>.</value>
    public NewActionStart NewActions { get; set; }

    /// <summary>Widest context taken, 1 to 8192; an action's model holds the square of it in doubles.</summary>
    /// <value>The default is 1024.</value>
    [Range(1, 8192, ErrorMessage = "{0} must be from {1} to {2}.")]
    public int MaxFeatures { get; set; } = 1024;

    /// <summary>Widest part shared between actions that carry features, 0 to 4096: their features, and those crossed with the context's. 0 shares nothing.</summary>
    /// <value>The default is 256.</value>
    [Range(0, 4096, ErrorMessage = "{0} must be from {1} to {2}.")]
    public int MaxSharedFeatures { get; set; } = 256;

    /// <summary>How many actions have a model of their own, at least 1; further ones are served by the shared part and the prior.</summary>
    /// <value>The default is 1000.</value>
    [Range(1, 1_000_000, ErrorMessage = "{0} must be from {1} to {2}.")]
    public int MaxActions { get; set; } = 1000;

    /// <summary>
    /// When a new action finds no room, the one not offered for longest is removed if this many rewards were learnt since, at least 0. 0 removes none.
    /// </summary>
    /// <value>The default is 1000.</value>
    [Range(0, int.MaxValue, ErrorMessage = "{0} must be at least {1}.")]
    public int MaxIdle { get; set; } = 1000;
}
