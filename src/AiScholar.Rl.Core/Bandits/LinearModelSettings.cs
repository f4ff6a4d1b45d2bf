using System.ComponentModel.DataAnnotations;

namespace AiScholar.Rl.Core;

/// <summary>Settings of the ridge regression that the linear policies share. The defaults suit rewards of about 0 to 1.</summary>
public abstract class LinearModelSettings
{
    private protected LinearModelSettings()
    {
    }

    /// <summary>The ridge added to each action's design matrix, above 0 to 1,000,000. A loaded policy keeps the ridge it was learnt with.</summary>
    /// <value>The default is 2.5.</value>
    [Range(1e-6, 1e6, ErrorMessage = "{0} must be from {1} to {2}.")]
    public double Ridge { get; set; } = 2.5;

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
}
